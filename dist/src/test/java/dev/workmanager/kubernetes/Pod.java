package dev.workmanager.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What the pods of an object are to be.
 *
 * @param all the objects that it came with
 * @param owner the Job, Deployment, StatefulSet or ScaledJob that makes them
 * @param template their metadata and specification
 */
record Pod(Manifests all, JsonNode owner, JsonNode template) {
    static Optional<Pod> of(Manifests all, JsonNode object) {
        return Stream.of("/spec/template", "/spec/jobTargetRef/template")
                .map(object::at)
                .filter(JsonNode::isObject)
                .findFirst()
                .map(template -> new Pod(all, object, template));
    }

    /** manager or worker. */
    String component() {
        return template.at("/metadata/labels")
                .path("app.kubernetes.io/component")
                .asString("none");
    }

    JsonNode spec() {
        return template.path("spec");
    }

    JsonNode container() {
        return spec().at("/containers/0");
    }

    /** The value of a variable. */
    Optional<String> variable(String name) {
        return each(container().path("env"))
                .filter(variable -> variable.path("name").asString("").equals(name))
                .map(variable -> variable.path("value").asString(""))
                .findFirst();
    }

    List<String> variables() {
        return names(container().path("env"));
    }

    /** The volumes that the pod has, those of a StatefulSet's own claims included. */
    List<String> volumes() {
        List<String> volumes = new ArrayList<>(names(spec().path("volumes")));
        each(owner.at("/spec/volumeClaimTemplates"))
                .map(claim -> claim.at("/metadata/name").asString(""))
                .forEach(volumes::add);
        return volumes;
    }

    static List<String> names(JsonNode list) {
        return each(list).map(one -> one.path("name").asString("")).toList();
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Override
    public String toString() {
        return all.how() + ": " + owner.path("kind").asString("") + " "
                + owner.at("/metadata/name").asString("");
    }
}
