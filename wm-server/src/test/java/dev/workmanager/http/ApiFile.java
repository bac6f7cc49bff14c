package dev.workmanager.http;

import static java.util.Objects.requireNonNull;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** openapi.yaml, to be compared with what really goes over the wire. A field that it does not name is wrong here. */
final class ApiFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private final JsonNode whole;
    private final ObjectNode components;
    private final Map<String, JsonNode> operations = new TreeMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    ApiFile(byte[] yaml) {
        whole = new YAMLMapper().readTree(yaml);
        components = (ObjectNode) whole.get("components");
        forbidOtherFields(components);
        whole.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    }

    private static void forbidOtherFields(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiFile::forbidOtherFields);
    }

    String version() {
        return whole.get("openapi").asString();
    }

    /** {@code GET /v1/jobs}, and so on. */
    Set<String> operations() {
        return operations.keySet();
    }

    /** The schemes that open a route, each with the role that it takes. */
    Map<String, String> security(String operation) {
        Map<String, String> schemes = new TreeMap<>();
        operation(operation)
                .get("security")
                .forEach(one -> one.properties()
                        .forEach(scheme -> schemes.put(
                                scheme.getKey(), scheme.getValue().get(0).asString())));
        return schemes;
    }

    /** The values that a text of a schema may have. */
    Set<String> values(String schema, String field) {
        JsonNode values = components
                .get("schemas")
                .get(schema)
                .get("properties")
                .get(field)
                .get("enum");
        return values.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    /** What is wrong with a request body of a media type. */
    List<String> request(String operation, String type, byte[] body) {
        JsonNode content =
                operation(operation).path("requestBody").path("content").get(type);
        return content == null ? List.of("no body of " + type) : wrong(content.get("schema"), type, body);
    }

    /** What is wrong with an answer. */
    List<String> answer(String operation, int status, String type, byte[] body) {
        JsonNode responses = operation(operation).get("responses");
        JsonNode named = responses.get(Integer.toString(status));
        JsonNode response = resolved(named == null && status >= 400 ? responses.get("default") : named);
        if (response == null) {
            return List.of("no answer " + status);
        }
        if (!response.has("content")) {
            return body.length == 0 ? List.of() : List.of("a body where there is none");
        }
        JsonNode content = response.get("content").get(type);
        return content == null
                ? List.of("no answer " + status + " of " + type)
                : wrong(content.get("schema"), type, body);
    }

    /** What is wrong with JSON that is to be as a schema says. */
    List<String> body(String schema, String json) {
        JsonNode named = requireNonNull(components.get("schemas").get(schema), schema);
        return wrong(named, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode operation(String operation) {
        return requireNonNull(operations.get(operation), operation);
    }

    private @Nullable JsonNode resolved(@Nullable JsonNode node) {
        if (node == null || !node.has("$ref")) {
            return node;
        }
        return whole.at(node.get("$ref").asString().substring(1));
    }

    private List<String> wrong(@Nullable JsonNode schema, String type, byte[] body) {
        if (schema == null || !type.equals("application/json")) {
            return List.of();
        }
        ObjectNode rooted = JSON.createObjectNode();
        rooted.set("components", components);
        rooted.setAll((ObjectNode) schema);
        Schema compiled = registry.getSchema(rooted);
        return compiled.validate(JSON.readTree(body)).stream()
                .map(Error::toString)
                .toList();
    }
}
