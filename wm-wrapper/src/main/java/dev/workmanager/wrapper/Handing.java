package dev.workmanager.wrapper;

import java.util.Optional;

/**
 * How the command gets its item.
 *
 * @param pass by what, where it has no placeholder
 * @param compatEnv also by the variables of other systems, as existing scripts read them
 * @param calls for how many items it is started; for several it gets them on its standard input, a line each
 */
public record Handing(Pass pass, boolean compatEnv, Calls calls) {
    /** What holds unless set otherwise. */
    public static final Handing DEFAULT = new Handing(Pass.ARGS, false, Calls.EACH);

    /** @throws IllegalArgumentException if items are to come as lines, and in another way */
    public Handing {
        if (calls.byLines() && (!pass.byStandardInput() || compatEnv)) {
            throw new IllegalArgumentException("items that come as lines come on standard input, and in no other way");
        }
    }

    /** The command is started for each item. */
    public Handing(Pass pass, boolean compatEnv) {
        this(pass, compatEnv, Calls.EACH);
    }

    /**
     * What was asked for, and where nothing was what holds otherwise.
     *
     * @param pass empty for arguments, or where items come as lines for the data
     * @throws IllegalArgumentException if that does not go together
     */
    public static Handing of(Optional<Pass> pass, boolean compatEnv, Calls calls) {
        return new Handing(pass.orElse(calls.byLines() ? Pass.STDIN : DEFAULT.pass()), compatEnv, calls);
    }
}
