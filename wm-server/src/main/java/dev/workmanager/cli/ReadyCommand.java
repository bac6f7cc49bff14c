package dev.workmanager.cli;

import java.util.List;

/** {@code wm ready}: whether the manager takes work and results now. */
final class ReadyCommand implements Verb {
    @Override
    public String name() {
        return "ready";
    }

    @Override
    public String operands() {
        return "";
    }

    @Override
    public String summary() {
        return "Says whether the manager takes work and results now; leaves with 69 if not";
    }

    @Override
    public String details() {
        return "For scripts, and for whoever watches a container. No token is needed.";
    }

    @Override
    public List<String> examples() {
        return List.of("wm ready --give-up-after 1m && wm submit crunch --numeric 0-999");
    }

    @Override
    public VerbExit run(Request request) {
        request.client().requireReady();
        request.say("ready");
        return VerbExit.DONE;
    }
}
