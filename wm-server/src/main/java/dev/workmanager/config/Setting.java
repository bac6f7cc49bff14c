package dev.workmanager.config;

/**
 * A key and its value.
 *
 * @param value as it was written, without blanks around it
 */
record Setting(Place place, ConfigKey key, String value) {
    String quoted() {
        return Quoted.of(value);
    }

    /** What is said, to be kept with a job. */
    String words() {
        return key.text() + ": " + value;
    }

    /** Where it stands, in a sentence about something else. */
    String where() {
        return place.line() == 0 ? place.name() : "'" + key.text() + "' on line " + place.line();
    }

    /**
     * What is wrong with it. A line of the file needs the key named; a flag or variable is named for its key already.
     */
    Problem problem(String text) {
        return place.problem(place.line() == 0 ? text : key.text() + ": " + text);
    }
}
