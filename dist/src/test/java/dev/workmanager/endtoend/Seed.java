package dev.workmanager.endtoend;

/** What a run with chance in it begins with: {@code -Dwm.seed=...} repeats one, as far as threads allow. */
final class Seed {
    private Seed() {}

    static long get() {
        return Long.getLong("wm.seed", System.nanoTime() & 0xffff_ffffL);
    }
}
