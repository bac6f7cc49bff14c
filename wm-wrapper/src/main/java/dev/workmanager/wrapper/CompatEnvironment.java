package dev.workmanager.wrapper;

import dev.workmanager.protocol.HandedItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item by the variables that scripts written for other systems read. Where people choose the numbers themselves, as in {@code
 * --array=5-9}, it is the item's own number; where the system counts, it counts as it does there, from 0 or from 1.
 */
final class CompatEnvironment {
    /** What such a script finds elsewhere and we cannot tell: taken out, so that those of a batch that we run in are not mistaken for it. */
    private static final List<String> UNKNOWN = List.of(
            "SLURM_ARRAY_JOB_ID",
            "SLURM_ARRAY_TASK_COUNT",
            "SLURM_ARRAY_TASK_MIN",
            "SLURM_ARRAY_TASK_MAX",
            "SLURM_ARRAY_TASK_STEP",
            "SGE_TASK_FIRST",
            "SGE_TASK_LAST",
            "SGE_TASK_STEPSIZE",
            "LSB_JOBINDEX_END",
            "LSB_JOBINDEX_STEP",
            "AWS_BATCH_JOB_ARRAY_SIZE",
            "CLOUD_RUN_TASK_COUNT");

    private CompatEnvironment() {}

    /** Each of them, and what it says; null for one that is to be taken out. */
    static Map<String, @Nullable String> of(HandedItem item, int slot) {
        String id = Long.toString(item.id());
        String fromZero = Long.toString(item.index());
        Map<String, @Nullable String> variables = new LinkedHashMap<>();
        variables.put("PARALLEL_SEQ", Long.toString(item.index() + 1));
        variables.put("PARALLEL_JOBSLOT", Integer.toString(slot + 1));
        variables.put("SLURM_ARRAY_TASK_ID", id);
        variables.put("SGE_TASK_ID", id);
        variables.put("PBS_ARRAY_INDEX", id);
        variables.put("LSB_JOBINDEX", id);
        variables.put("HQ_TASK_ID", id);
        variables.put("HQ_ENTRY", item.data());
        variables.put("JOB_COMPLETION_INDEX", fromZero);
        variables.put("AWS_BATCH_JOB_ARRAY_INDEX", fromZero);
        variables.put("AWS_BATCH_JOB_ATTEMPT", Integer.toString(item.attempt()));
        variables.put("CLOUD_RUN_TASK_INDEX", fromZero);
        variables.put("CLOUD_RUN_TASK_ATTEMPT", Integer.toString(item.attempt() - 1));
        UNKNOWN.forEach(name -> variables.put(name, null));
        return variables;
    }
}
