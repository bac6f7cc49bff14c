package dev.workmanager.protocol;

/**
 * What every refusal of the manager looks like.
 *
 * @param code what is wrong, for programs: see {@link ErrorCode}
 * @param message what is wrong and what to do, for people
 * @param instance the request's id, also in the manager's log: see {@link RequestId}
 */
public record ErrorBody(String code, String message, String instance) {}
