package dev.workmanager.protocol;

import java.util.ArrayList;
import java.util.List;

/** {@link JobSubmission} as JSON. */
final class JobSubmissionCodec implements Codec<JobSubmission> {
    @Override
    public JobSubmission read(JsonInput in) {
        List<JobSubmission.Key> keys = new ArrayList<>();
        for (String field = in.field(); field != null; field = in.field()) {
            keys.add(new JobSubmission.Key(field, in.words()));
        }
        return new JobSubmission(keys);
    }

    @Override
    public void write(JobSubmission submission, JsonOutput out) {
        for (JobSubmission.Key key : submission.keys()) {
            if (key.values().size() == 1) {
                out.text(key.name(), key.values().get(0));
            } else {
                out.texts(key.name(), key.values());
            }
        }
    }
}
