package dev.workmanager.http;

import dev.workmanager.metrics.Scrape;
import io.undertow.util.Headers;

/** {@code GET /metrics}: all numbers, as Prometheus reads them, in the format that it asks for. */
final class MetricsHandler implements Handler {
    private final Scrape scrape;

    MetricsHandler(Scrape scrape) {
        this.scrape = scrape;
    }

    @Override
    public void handle(Call call) {
        String accept = call.header(Headers.ACCEPT).orElse("");
        call.work(() -> scrape.page(accept), page -> call.answer(page.type(), page.text()));
    }
}
