/**
 * What a person at a terminal sees of it: lines that stay, one that changes below them, a bar, speeds and times in words, and data made
 * harmless. A package of its own since {@code serve} and {@code run} show the same as the verbs for people do, and neither needs the other.
 */
@NullMarked
package dev.workmanager.terminal;

import org.jspecify.annotations.NullMarked;
