package dev.workmanager.dist;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Stands where a program of ours would: tells how the launcher started it, a fact a line. */
final class Probe {
    static final String WAIT = "--wait";

    private Probe() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("pid " + ProcessHandle.current().pid());
        out.println("folder " + System.getProperty("user.dir"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().forEach(flag -> out.println("flag " + flag));
        for (String arg : args) {
            out.println("arg " + arg);
        }
        new TreeMap<>(System.getenv()).forEach((name, value) -> out.println("env " + name + "=" + value));
        if (args.length > 0 && args[0].equals(WAIT)) {
            System.in.read();
        }
    }
}
