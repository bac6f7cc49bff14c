/**
 * A worker's side of the wire: one manager over HTTP, with everything that makes it safe to use over a network that loses
 * things: repeating, numbering, renewing, and giving up in the end. The only package that uses OkHttp.
 */
@NullMarked
package dev.workmanager.client;

import org.jspecify.annotations.NullMarked;
