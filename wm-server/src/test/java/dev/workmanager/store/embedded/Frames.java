package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where the frames of a healthy journal stand, found without the code that reads it. */
record Frames(List<Place> places) {
    /** A frame in a segment, from an offset to another. */
    record Place(long number, Path segment, long from, long to) {}

    static Frames of(SimDisk disk) throws IOException {
        List<Place> places = new ArrayList<>();
        for (Path file : disk.contents().keySet()) {
            if (file.toString().endsWith(".wal")) {
                addAll(file, ByteBuffer.wrap(disk.bytes(file)), places);
            }
        }
        places.sort(Comparator.comparingLong(Place::number));
        return new Frames(places);
    }

    private static void addAll(Path file, ByteBuffer bytes, List<Place> places) {
        int at = 40;
        while (at + 20 <= bytes.limit() && bytes.getInt(at) != 0) {
            int end = at + 20 + bytes.getInt(at + 4);
            places.add(new Place(bytes.getLong(at + 8), file, at, end));
            at = end;
        }
    }

    long last() {
        return places.isEmpty() ? 0 : places.get(places.size() - 1).number();
    }

    /** Those that some damage touches. */
    List<Place> touchedBy(Damage damage) {
        return places.stream()
                .filter(place -> place.segment().equals(damage.file())
                        && damage.from() < place.to()
                        && place.from() < damage.to())
                .toList();
    }
}
