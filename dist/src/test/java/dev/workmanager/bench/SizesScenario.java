package dev.workmanager.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Results that have some size. */
final class SizesScenario implements Scenario {
    private static final int CONNECTIONS = 4;
    private static final List<Integer> SIZES = List.of(1 << 10, 100 << 10, 10 << 20);
    /** Up to here a result rides in the exchange. */
    private static final int INLINE = 64 << 10;

    @Override
    public String name() {
        return "sizes";
    }

    @Override
    public String about() {
        return "results of 1 KiB, 100 KiB and 10 MiB over 4 connections, against one thread that writes such files and syncs each";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        try (FreshDisk disk = FreshDisk.mount(setup.fresh("sizes"))) {
            report.say("- on " + disk.about());
            Setup there = setup.in(disk.folder());
            List<Map<String, Object>> rows = new ArrayList<>();
            try (Manager manager = there.manager("sizes", List.of("--numeric=0-999999999999"))) {
                for (int size : SIZES) {
                    rows.add(row(setup, manager, disk.folder(), size));
                }
            }
            report.table(rows);
        }
    }

    private static Map<String, Object> row(Setup setup, Manager manager, Path folder, int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        List<Double> ours = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        results(manager, bytes, setup.time());
        for (int round = 0; round < setup.rounds(); round++) {
            ours.add(results(manager, bytes, setup.time()));
            plain.add(files(Files.createDirectory(folder.resolve("plain-" + size + "-" + round)), bytes, setup.time()));
        }
        Figures results = Figures.of(ours, rate -> rate);
        Figures files = Figures.of(plain, rate -> rate);
        return Report.row(
                "bytes",
                (long) size,
                "results/s",
                results.median(),
                "MB/s",
                results.median() * size / 1e6,
                "range /s",
                results.range(0),
                "files/s",
                files.median(),
                "MB/s as files",
                files.median() * size / 1e6,
                "x files",
                results.median() / files.median());
    }

    /** Results a second. */
    private static double results(Manager manager, byte[] bytes, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long began = System.nanoTime();
            List<Callable<Long>> workers = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                String name = Long.toHexString(began) + "-" + i;
                workers.add(() -> work(manager, name, bytes, began + time.toNanos()));
            }
            long count = 0;
            for (Future<Long> done : threads.invokeAll(workers)) {
                count += done.get();
            }
            return count * 1e9 / (System.nanoTime() - began);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static long work(Manager manager, String name, byte[] bytes, long end)
            throws IOException, NoSuchAlgorithmException {
        String result = bytes.length <= INLINE
                ? "\"result\":\"" + Base64.getEncoder().encodeToString(bytes) + '"'
                : "\"size\":" + bytes.length + ",\"sha256\":\""
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)) + '"';
        long count = 0;
        try (Wire wire = new Wire(manager.port())) {
            String token = wire.take(name, 1);
            for (; System.nanoTime() < end; count++) {
                if (bytes.length > INLINE) {
                    wire.ask("PUT", "/v1/leases/" + token + "/result", bytes);
                }
                token = wire.exchange(name, count + 2, "{\"token\":\"" + token + "\",\"end\":\"done\"," + result + "}");
            }
        }
        return count;
    }

    /** Files a second. */
    private static double files(Path folder, byte[] bytes, Duration time) throws IOException {
        long began = System.nanoTime();
        long count = 0;
        for (; System.nanoTime() - began < time.toNanos(); count++) {
            try (FileChannel file = FileChannel.open(
                    folder.resolve(Long.toString(count)), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(bytes));
                file.force(true);
            }
        }
        double rate = count * 1e9 / (System.nanoTime() - began);
        for (long i = 0; i < count; i++) {
            Files.delete(folder.resolve(Long.toString(i)));
        }
        return rate;
    }
}
