package dev.workmanager.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A child process was not started, or had no room to write what it had to. The message is one line for people. */
public final class CannotStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** "error=2, No such file", from Java 25 on "error: 2 (No such file)". */
    private static final Pattern ERROR = Pattern.compile("error(?:=|: )(\\d+)(?:, | \\()([^)]*)");

    private final Kind kind;

    /** What is to blame. */
    public enum Kind {
        /** The command: it, or its interpreter, is not there. */
        NOT_FOUND,
        /** The command: it may not be executed, or the system does not know how. */
        NOT_EXECUTABLE,
        /** Its arguments and environment: together, or one of them, they are longer than the system takes. */
        TOO_LONG,
        /** The machine: no memory, no process, no room to be had just now. */
        MACHINE
    }

    private CannotStartException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What is to blame. */
    public Kind kind() {
        return kind;
    }

    /** The machine has no room for what a child needs. */
    public static CannotStartException noRoom(String message, @Nullable Throwable cause) {
        return new CannotStartException(Kind.MACHINE, message, cause);
    }

    /** The system refused; the JDK hides its error number in the message. */
    static CannotStartException of(String program, Exception refusal) {
        String said = String.valueOf(refusal.getMessage());
        Matcher number = ERROR.matcher(said);
        boolean known = number.find();
        int error = known ? Integer.parseInt(number.group(1)) : -1;
        String why = (known ? number.group(2) : said.substring(said.lastIndexOf(": ") + 1)).strip();
        Kind kind = switch (error) {
            case 2, 20 -> Kind.NOT_FOUND;
            case 1, 8, 13 -> Kind.NOT_EXECUTABLE;
            case 7 -> Kind.TOO_LONG;
            default -> Kind.MACHINE;
        };
        return new CannotStartException(kind, "cannot start " + program + ": " + why, refusal);
    }
}
