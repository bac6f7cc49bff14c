package dev.workmanager.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the files that match a pattern. Links are followed; on one way, {@code **} enters no folder twice. */
final class GlobWalk {
    private final Setting setting;
    private final Problems problems;
    private final Set<Object> leftOut = new HashSet<>();
    private final List<byte[]> found = new ArrayList<>();

    private GlobWalk(Setting setting, Problems problems) {
        this.setting = setting;
        this.problems = problems;
    }

    /**
     * A folder to look into.
     *
     * @param prefix its path as matched, with a slash at the end; empty for the first
     * @param isText whether the path is UTF-8
     * @param key what identifies the folder
     * @param state what to look for
     * @param parent the one before, if {@code **} led from there
     */
    private record Folder(
            Path path,
            String prefix,
            boolean isText,
            Object key,
            GlobState state,
            @Nullable Folder parent) {
        boolean isOnTheWay(Object other) {
            for (Folder folder = this; folder != null; folder = folder.parent) {
                if (folder.key.equals(other)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * The paths as matched, in UTF-8, sorted by their bytes.
     *
     * @param base the folder that the pattern is relative to
     * @param leftOut folders that are not entered
     * @param problems what keeps files from being items
     */
    static List<byte[]> find(Glob glob, Setting setting, Path base, List<Path> leftOut, Problems problems) {
        GlobWalk walk = new GlobWalk(setting, problems);
        leftOut.forEach(folder -> walk.key(folder).ifPresent(walk.leftOut::add));
        Path start = glob.absolute() ? base.toAbsolutePath().getRoot() : base;
        String prefix = glob.absolute() ? "/" : "";
        walk.key(start)
                .filter(key -> !walk.leftOut.contains(key))
                .ifPresent(key -> walk.look(new Folder(start, prefix, true, key, GlobState.start(glob), null)));
        walk.found.sort(Arrays::compareUnsigned);
        return walk.found;
    }

    private Optional<Object> key(Path folder) {
        return attributes(folder).map(attributes -> key(folder, attributes));
    }

    private static Object key(Path folder, BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? folder.toAbsolutePath().normalize() : key;
    }

    /** Nothing for what is not there, and for a link that leads nowhere. */
    private Optional<BasicFileAttributes> attributes(Path path) {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            if (e instanceof AccessDeniedException || !Files.isSymbolicLink(path)) {
                problems.add(setting.problem(path + " cannot be looked at: " + Input.reason(e)));
            }
            return Optional.empty();
        }
    }

    private void look(Folder folder) {
        List<Folder> below = new ArrayList<>();
        Set<String> names = folder.state().names();
        names.forEach(name -> meetNamed(folder, name, below));
        if (folder.state().isWild()) {
            list(folder, names, below);
        }
        below.forEach(this::look);
    }

    /** A name without wildcards needs no list: a folder that may be passed, but not be read, is no obstacle. */
    private void meetNamed(Folder folder, String name, List<Folder> below) {
        try {
            meet(folder, folder.path().resolve(name), new FileName(name, true)).ifPresent(below::add);
        } catch (InvalidPathException e) {
            problems.add(setting.problem(Quoted.of(name) + " can be no file's name: " + e.getReason()));
        }
    }

    private void list(Folder folder, Set<String> met, List<Folder> below) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
            for (Path entry : entries) {
                FileName name = FileName.of(entry);
                if (!met.contains(name.text())) {
                    meet(folder, entry, name).ifPresent(below::add);
                }
            }
        } catch (DirectoryIteratorException e) {
            unreadable(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            unreadable(folder, e);
        }
    }

    /** In the root of a volume, the folder of fsck is nobody's data and nobody's to read. */
    private void unreadable(Folder folder, IOException e) {
        if (!folder.path().endsWith("lost+found")) {
            problems.add(setting.problem("the folder " + folder.path() + " cannot be read: " + Input.reason(e)));
        }
    }

    /** Takes a file that matches; gives a folder that something may match in. */
    private Optional<Folder> meet(Folder in, Path path, FileName name) {
        GlobState.Match match = in.state().match(name.text());
        if (match.isNone()) {
            return Optional.empty();
        }
        String text = in.prefix() + name.text();
        boolean isText = in.isText() && name.isText();
        Optional<BasicFileAttributes> attributes = attributes(path);
        if (match.file()
                && attributes.filter(BasicFileAttributes::isRegularFile).isPresent()) {
            take(path, text, isText);
        }
        return attributes
                .filter(BasicFileAttributes::isDirectory)
                .map(folder -> key(path, folder))
                .filter(key -> !leftOut.contains(key))
                .map(key -> below(in, match, path, text + "/", isText, key))
                .filter(folder -> !folder.state().isEmpty());
    }

    private static Folder below(
            Folder in, GlobState.Match match, Path path, String prefix, boolean isText, Object key) {
        boolean deeper = !match.deeper().equals(match.next()) && !in.isOnTheWay(key);
        GlobState state = deeper ? match.deeper() : match.next();
        return new Folder(path, prefix, isText, key, state, deeper ? in : null);
    }

    private void take(Path path, String text, boolean isText) {
        if (!isText) {
            problems.add(setting.problem("the name of " + Quoted.whole(text) + " is not UTF-8 (its bytes: "
                    + path.toUri().getRawPath() + "); rename it"));
        } else if (text.contains("\n")) {
            problems.add(setting.problem("the name of " + Quoted.whole(text) + " has a line feed in it; rename it"));
        } else {
            found.add(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
