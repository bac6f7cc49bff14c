package dev.workmanager.wrapper;

/**
 * What becomes of the standard error of children, which is shown here in any case.
 *
 * @param shipped whether the manager gets it, as the log of the item
 * @param prefixed whether the number of the item stands before each line that is shown here
 */
public record StderrUse(boolean shipped, boolean prefixed) {
    /** What holds unless set otherwise. */
    public static final StderrUse DEFAULT = new StderrUse(true, false);
}
