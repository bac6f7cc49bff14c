package dev.workmanager.client;

import dev.workmanager.protocol.WorkerList;
import dev.workmanager.protocol.WorkerStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people want of workers. */
record WorkerCalls(Asking manager) {
    List<WorkerStatus> list(Optional<String> id, Optional<String> group) {
        Map<String, String> query = new LinkedHashMap<>();
        id.ifPresent(pattern -> query.put("id", pattern));
        group.ifPresent(pattern -> query.put("group", pattern));
        return manager.get(WorkerStatus.PATH, query, WorkerList.class, list -> list.workers() != null)
                .workers();
    }

    WorkerStatus order(String worker, String order) {
        return manager.ask(
                "POST",
                WorkerStatus.path(worker) + "/" + order,
                JobCalls.NOTHING,
                WorkerStatus.class,
                status -> status.id() != null);
    }
}
