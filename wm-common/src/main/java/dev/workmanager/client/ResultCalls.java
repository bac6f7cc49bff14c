package dev.workmanager.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What people want of results. */
record ResultCalls(Asking manager) {
    /** Copies one. What breaks off is gone on with, if it is still the same result. */
    void copy(String job, long id, OutputStream to) {
        Copy copy = new Copy("the result of item " + id + " of job '" + job + "'", to);
        boolean whole = false;
        while (!whole) {
            whole = manager.ask((client, cut) -> goOn(copy, job, id, client, cut));
        }
        copy.check();
    }

    /** Whether all of it has come. Who takes it too slowly is cut off; that is no misfortune that lasts. */
    private static boolean goOn(Copy copy, String job, long id, ManagerClient client, Cut cut) {
        long began = copy.copied;
        try {
            client.readResult(job, id, began, copy.tag, copy::take, cut);
            return true;
        } catch (UnavailableException e) {
            if (copy.copied == began) {
                throw e;
            }
            return false;
        }
    }

    private static final class Copy extends OutputStream {
        private final String what;
        private final OutputStream to;
        private final MessageDigest digest = sha256();
        private long copied;
        private @Nullable String tag;

        private Copy(String what, OutputStream to) {
            this.what = what;
            this.to = to;
        }

        private long take(Response response) {
            Answers.require(response, 200, 206);
            String now = response.header("ETag", "");
            if (tag != null && (response.code() == 200 || !tag.equals(now))) {
                throw new ResultException(what + " has changed while it was read; ask for it again");
            }
            tag = now;
            return Answers.copy(response, this);
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            try {
                to.write(bytes, from, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            digest.update(bytes, from, length);
            copied += length;
        }

        private void check() {
            String came = '"' + HexFormat.of().formatHex(digest.digest()) + '"';
            if (!came.equals(tag)) {
                throw new ResultException(what + " is damaged: the SHA-256 of what came is " + came
                        + ", and the manager has kept that it is " + tag);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
