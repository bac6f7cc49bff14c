package dev.workmanager.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command took, with all its children, as the shell that waited for it tells it.
 *
 * @param seconds on the clock
 * @param cpu seconds of processor time
 */
record Timed(double seconds, double cpu) {
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    /** Runs a command of the shell. */
    static Timed run(Path folder, String command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "timed", ".txt");
        long began = System.nanoTime();
        Process shell = new ProcessBuilder("sh", "-c", command + "; code=$?; times; exit $code")
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        shell.getOutputStream().close();
        int code = shell.waitFor();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (code != 0) {
            throw new IOException(command + " ended with " + code);
        }
        List<String> lines = Files.readAllLines(said);
        Files.delete(said);
        Matcher times = TIME.matcher(lines.get(lines.size() - 1));
        double cpu = 0;
        while (times.find()) {
            cpu += 60 * Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
        }
        return new Timed(seconds, cpu);
    }

    /** Runs several in turn; what each took, by its place. */
    static List<List<Timed>> inTurn(Path folder, List<String> commands, int rounds)
            throws IOException, InterruptedException {
        List<List<Timed>> all = new ArrayList<>();
        commands.forEach(command -> all.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < commands.size(); i++) {
                all.get(i).add(run(folder, commands.get(i)));
            }
        }
        return all;
    }
}
