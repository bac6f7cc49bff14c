package dev.workmanager.wrapper;

import dev.workmanager.client.Choice;
import dev.workmanager.client.Credentials;
import dev.workmanager.client.ManagerAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a wrapper is to do.
 *
 * @param manager whose items
 * @param credentials what opens the manager
 * @param command the program and its arguments; not empty
 * @param handing how it gets its item
 * @param slots how many items at a time, from 1 to {@value #MAX_SLOTS}
 * @param once take one item, show its output here too, and leave with its exit code
 * @param giveUpAfter leave after so long without the manager
 * @param verbose tell of each item
 * @param choice which jobs it takes items of
 * @param group which group of workers it belongs to, for people
 * @param stderr what becomes of the children's standard error
 * @param leaving when it leaves before the batch is finished
 * @param limits what its children may not exceed
 */
public record WrapperOptions(
        ManagerAddress manager,
        Credentials credentials,
        List<String> command,
        Handing handing,
        int slots,
        boolean once,
        Duration giveUpAfter,
        boolean verbose,
        Choice choice,
        Optional<String> group,
        StderrUse stderr,
        Leaving leaving,
        Limits limits) {
    /** The manager, unless set otherwise. */
    public static final ManagerAddress MANAGER = new ManagerAddress("http://localhost:8080");

    /** At most so many items at a time. */
    public static final int MAX_SLOTS = 1_000;

    /**
     * Reads a number of slots; {@code auto} for as many as there are processors that this process may use, by its container's limit, too.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static int parseSlots(String text) {
        String digits = text.strip();
        if (digits.equals("auto")) {
            return Math.min(MAX_SLOTS, Runtime.getRuntime().availableProcessors());
        }
        int slots = digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
        if (slots < 1 || slots > MAX_SLOTS) {
            throw new IllegalArgumentException("'" + text + "' is neither auto nor a number from 1 to " + MAX_SLOTS);
        }
        return slots;
    }

    /** Without the manager for so long, unless set otherwise. */
    public static final Duration GIVE_UP_AFTER = Duration.ofMinutes(5);

    /** The same with {@code once}. */
    public static final Duration GIVE_UP_AFTER_ONCE = Duration.ofSeconds(10);

    /**
     * Copies the command.
     *
     * @throws IllegalArgumentException if it is empty, or the number of slots is out of its bounds
     */
    public WrapperOptions {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("there is no command to run");
        }
        if (slots < 1 || slots > MAX_SLOTS) {
            throw new IllegalArgumentException("slots go from 1 to " + MAX_SLOTS + ", not " + slots);
        }
    }
}
