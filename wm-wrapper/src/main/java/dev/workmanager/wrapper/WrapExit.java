package dev.workmanager.wrapper;

import dev.workmanager.client.RefusedException;
import dev.workmanager.process.CannotStartException;
import dev.workmanager.process.CommandLookup;
import dev.workmanager.protocol.ErrorCode;

/** How {@code wm-wrap} leaves. With {@code --once} the child's own code stands instead, once it has run. */
public enum WrapExit {
    /** The manager said that the batch is finished, or as many items were taken as were asked for. */
    FINISHED(0, "the manager said that the batch is finished, or --max-items were taken; never before"),
    /** The command line or a variable is wrong. */
    USAGE(64, "the command line or a variable is wrong"),
    /** The manager was away for too long. */
    UNREACHABLE(69, "the manager was away for longer than --give-up-after"),
    /** A defect, here or in the manager. */
    INTERNAL(70, "a defect, here or in the manager"),
    /** Stopped before the batch was finished. */
    STOPPED(75, "stopped early while work remains: by the manager's order, by --idle-exit"),
    /** The manager does not let this worker in. */
    NO_PERMISSION(77, "the manager demands a token, or another one: --token-file"),
    /** A file of ours is wrong. */
    CONFIG(78, "the file of the token or of the authorities cannot be used"),
    /** The command is there and cannot be run. */
    CANNOT_EXECUTE(126, "the command is there and cannot be run; nothing was taken"),
    /** The command is not there. */
    NOT_FOUND(127, "the command is not found; nothing was taken");

    private final int code;
    private final String meaning;

    WrapExit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The exit code. */
    public int code() {
        return code;
    }

    /** When it is used, for people. */
    public String meaning() {
        return meaning;
    }

    /** How to leave when the command was looked up and cannot be run. */
    static WrapExit of(CommandLookup.Unusable command) {
        return command.found() ? CANNOT_EXECUTE : NOT_FOUND;
    }

    /** How to leave when the command could not be started. */
    static WrapExit of(CannotStartException failure) {
        return failure.kind() == CannotStartException.Kind.NOT_FOUND ? NOT_FOUND : CANNOT_EXECUTE;
    }

    /** How to leave when the manager refuses it, or the one item that was asked for cannot be had. */
    static WrapExit ofRefusal(RefusedException refusal) {
        if (refusal.is(ErrorCode.UNAUTHORIZED) || refusal.is(ErrorCode.FORBIDDEN)) {
            return NO_PERMISSION;
        }
        if (refusal.is(ErrorCode.NOT_READY)) {
            return STOPPED;
        }
        return refusal.is(ErrorCode.NOT_FOUND) || refusal.is(ErrorCode.UNKNOWN_ITEM) ? USAGE : INTERNAL;
    }

    /** The exit code of a program that was ended by a signal. */
    public static int ofSignal(int number) {
        return 128 + number;
    }
}
