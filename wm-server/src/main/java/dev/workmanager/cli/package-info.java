/**
 * The verbs for people and their scripts: {@code wm jobs}, {@code wm wait}, {@code wm result}. One class a verb, named for it; what they
 * share is how they are asked ({@link dev.workmanager.cli.Request}), whom they mean ({@link dev.workmanager.cli.Target}), and how they
 * answer ({@link dev.workmanager.cli.Answer}). A package of its own, away from {@code server}, since a verb sees a manager only over
 * HTTP: it starts without loading anything of the store and the server, and does the same from another machine.
 */
@NullMarked
package dev.workmanager.cli;

import org.jspecify.annotations.NullMarked;
