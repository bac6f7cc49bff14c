package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.protocol.HandedItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The items that a slot has taken and not told the end of. Thread-safe. */
final class HeldItems {
    private final Map<String, Question> held = new LinkedHashMap<>();
    private final Set<String> lostBefore = new HashSet<>();

    synchronized void add(Question question) {
        String token = question.item().token();
        held.put(token, question);
        if (lostBefore.remove(token)) {
            question.lose();
        }
    }

    /** The manager does not want it any more. The word may come before it is known here. */
    synchronized void lose(String token) {
        Question question = held.get(token);
        if (question == null) {
            lostBefore.add(token);
        } else {
            question.lose();
        }
    }

    synchronized int count() {
        return held.size();
    }

    /** Whether it is held, and wanted. */
    synchronized boolean has(String token) {
        return held.containsKey(token);
    }

    synchronized Optional<HandedItem> item(String token) {
        return Optional.ofNullable(held.get(token)).map(Question::item);
    }

    /** Their end is told. */
    synchronized void remove(List<Completion> told) {
        told.forEach(completion -> held.remove(completion.token()));
    }

    /** Removes those that are lost, and that nobody is asked about any more; their tokens. */
    synchronized List<String> removeLost(Collection<Question> open) {
        List<String> tokens = new ArrayList<>();
        for (Question question : List.copyOf(held.values())) {
            if (question.isLost() && !open.contains(question)) {
                String token = question.item().token();
                held.remove(token);
                tokens.add(token);
            }
        }
        return tokens;
    }
}
