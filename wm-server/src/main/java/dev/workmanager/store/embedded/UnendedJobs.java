package dev.workmanager.store.embedded;

import dev.workmanager.model.Job;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The jobs of a batch that have not ended, looked for one by one: there may be many, and the first one mostly is enough. */
final class UnendedJobs implements Iterator<Job> {
    private final Overlay overlay;
    private final Iterator<JobState> before;
    private final Iterator<Integer> anew;
    private @Nullable Job next;

    /**
     * @param before those that had not ended before the batch, in their order
     * @param anew the numbers of those that have become so with it
     */
    UnendedJobs(Overlay overlay, Iterator<JobState> before, Iterator<Integer> anew) {
        this.overlay = overlay;
        this.before = before;
        this.anew = anew;
    }

    @Override
    public boolean hasNext() {
        while (next == null && before.hasNext()) {
            int no = before.next().job().no();
            next = overlay.isGone(no) || overlay.counts(no).ended() ? null : overlay.job(no);
        }
        if (next == null && anew.hasNext()) {
            next = overlay.job(anew.next());
        }
        return next != null;
    }

    @Override
    public Job next() {
        Job found = hasNext() ? next : null;
        if (found == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return found;
    }
}
