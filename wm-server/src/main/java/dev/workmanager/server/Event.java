package dev.workmanager.server;

/** What a running {@code wm-server} waits for. */
sealed interface Event {
    /** All items have ended, and their results are safe. */
    record Ended() implements Event {}

    /** Somebody wants the program to end. */
    record Signal(int number) implements Event {
        /** As people call it. */
        String word() {
            return switch (number) {
                case 1 -> "SIGHUP";
                case 2 -> "SIGINT";
                case 15 -> "SIGTERM";
                default -> "signal " + number;
            };
        }
    }

    /** The manager can go on no more. */
    record Failed(Throwable why) implements Event {}

    /** The workers of {@code run} have left, with an exit code of {@link dev.workmanager.wrapper.WrapExit}. */
    record WorkersLeft(int code) implements Event {}
}
