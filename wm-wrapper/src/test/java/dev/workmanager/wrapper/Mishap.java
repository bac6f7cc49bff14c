package dev.workmanager.wrapper;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

/** What happens to one request or to its answer, on the way or at the manager. */
enum Mishap {
    /** Nothing does. */
    NONE(true),
    /** The connection is reset; the manager never saw the request. */
    RESET_BEFORE(false) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withFault(Fault.CONNECTION_RESET_BY_PEER);
        }
    },
    /** The manager did what was asked, and the connection is reset under its answer. */
    RESET_AFTER(true) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withFault(Fault.CONNECTION_RESET_BY_PEER);
        }
    },
    /** The manager did what was asked, and closes without a byte. */
    CLOSED_AFTER(true) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withFault(Fault.EMPTY_RESPONSE);
        }
    },
    /** The manager did what was asked; of its answer only the beginning comes, in a broken chunk. */
    BROKEN_CHUNK(true) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withFault(Fault.MALFORMED_RESPONSE_CHUNK);
        }
    },
    /** The manager did what was asked; what comes is no HTTP. */
    NOISE(true) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withFault(Fault.RANDOM_DATA_THEN_CLOSE);
        }
    },
    /** The manager did what was asked; of its answer the first half comes, well packed. */
    HALF(true) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withBody(body.substring(0, body.length() / 2));
        }
    },
    /** Some page of a proxy. */
    GARBAGE(false) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withHeader("Content-Type", "text/html").withBody("<html>Welcome!</html>");
        }
    },
    /** JSON, but of something else. */
    OTHER_JSON(false) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withBody("{\"outcomes\":[{\"token\":\"x\",\"outcome\":\"accepted\"}],\"next\":\"finished\"}");
        }
    },
    /** A defect of the manager, before it did anything. */
    ERROR_500(false) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withStatus(500).withBody("{\"code\":\"internal\",\"message\":\"a defect\",\"instance\":\"i-1\"}");
        }
    },
    /** A proxy whose manager is away. */
    BAD_GATEWAY(false) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withStatus(502).withBody("bad gateway");
        }
    },
    /** A proxy that does not know the manager yet. */
    PROXY_404(false) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withStatus(404).withBody("{\"error\":\"no such route\"}");
        }
    },
    /** The manager did what was asked, and its answer comes far too late. */
    SLOW(true) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withBody(body).withFixedDelay(2_600);
        }
    },
    /** The manager asks to be left alone for two seconds. */
    COME_AGAIN_503(false) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withStatus(503)
                    .withHeader("Retry-After", "2")
                    .withBody("{\"code\":\"unavailable\",\"message\":\"come again\",\"instance\":\"i-1\"}");
        }
    },
    /** A proxy asks for the same. */
    COME_AGAIN_429(false) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withStatus(429).withHeader("Retry-After", "2");
        }
    },
    /** The same, as a date. */
    COME_AGAIN_DATE(false) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withStatus(503)
                    .withHeader("Date", "Sun, 22 Nov 2026 10:00:00 GMT")
                    .withHeader("Retry-After", "Sun, 22 Nov 2026 10:00:02 GMT");
        }
    },
    /** The manager does not understand the request. */
    MALFORMED_400(false) {
        @Override
        void strike(ResponseDefinitionBuilder answer, String body) {
            answer.withStatus(400)
                    .withBody(
                            "{\"code\":\"malformed_request\",\"message\":\"line 1, column 1: no\",\"instance\":\"i-1\"}");
        }
    };

    private final boolean arrives;

    Mishap(boolean arrives) {
        this.arrives = arrives;
    }

    /** Whether the manager sees the request. */
    boolean arrives() {
        return arrives;
    }

    /** Whether it is over soon, and the next try may succeed. */
    boolean passes() {
        return this != SLOW && this != MALFORMED_400 && !name().startsWith("COME_AGAIN");
    }

    /** Spoils a good answer. */
    void strike(ResponseDefinitionBuilder answer, String body) {
        answer.withBody(body);
    }
}
