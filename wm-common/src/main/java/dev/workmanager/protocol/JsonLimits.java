package dev.workmanager.protocol;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** How JSON is read: what no record of ours comes near to is refused before it takes memory or time. */
final class JsonLimits {
    /** The parsers. Thread-safe. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    // The data of an item has 1 MiB, and a list of them comes as text rather than in one string.
                    .maxStringLength(64 << 20)
                    .build())
            .build();

    private JsonLimits() {}
}
