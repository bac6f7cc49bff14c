/**
 * The routes of the seed, for curl and for other people's workers: thin translations onto the commands that the native routes use, with
 * the seed's fields and no others. They mean the job {@code default}.
 */
@NullMarked
package dev.workmanager.http.seeds;

import org.jspecify.annotations.NullMarked;
