package dev.workmanager.bench;

/** The least that a JVM can do. By {@link #main}. */
final class Hello {
    private Hello() {}

    /**
     * Says so.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
