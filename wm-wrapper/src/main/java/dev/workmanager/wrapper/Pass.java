package dev.workmanager.wrapper;

/** How the command gets its item, beside the placeholders in it and the environment, which it gets always. */
public enum Pass {
    /** Where no placeholder is: the id, and the data where there are some, as its last arguments. */
    ARGS,
    /** By the environment alone: nothing is appended. */
    ENV
}
