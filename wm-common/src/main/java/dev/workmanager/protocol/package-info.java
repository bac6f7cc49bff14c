/**
 * The wire: the bodies of the native routes as records, and the one place that turns them into JSON and back. {@code
 * docs/protocol.md} says what they mean together: repeating, fencing, order. Durations are whole milliseconds and say so in
 * their names; bytes are base64; a field that does not apply is left out. Whoever reads ignores fields that it does not know.
 */
@NullMarked
package dev.workmanager.protocol;

import org.jspecify.annotations.NullMarked;
