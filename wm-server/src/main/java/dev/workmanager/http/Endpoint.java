package dev.workmanager.http;

/**
 * One line of the table.
 *
 * @param method the method it takes
 * @param template its path; a segment <code>{name}</code> stands for any one that is not empty
 * @param handler what answers
 */
public record Endpoint(HttpMethod method, String template, Handler handler) {}
