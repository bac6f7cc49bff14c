package dev.workmanager.store.embedded;

import dev.workmanager.model.Hash;
import dev.workmanager.model.Job;
import dev.workmanager.rules.Message;
import dev.workmanager.rules.Registration;
import dev.workmanager.rules.Slot;
import dev.workmanager.rules.Worker;

/** What has become so. Replaying facts is assignment; doing it twice is harmless. */
sealed interface Fact {
    /** An item is this now, in the form of {@link ItemCodec}. */
    record ItemIs(int job, long index, byte[] encoded) implements Fact {}

    /** A job is this now. */
    record JobIs(Job job) implements Fact {}

    /** A job is forgotten, with all its items. */
    record JobGone(int job) implements Fact {}

    /** A job is so far now. */
    record ProgressIs(int job, Progress progress) implements Fact {}

    /** A worker is known now. */
    record WorkerIs(Worker worker) implements Fact {}

    /** This is remembered of a slot now. */
    record SlotIs(int worker, int slot, Slot remembered) implements Fact {}

    /** An item's file has these bytes now; without any, it has no file. */
    record ResultIs(int job, long index, byte[] bytes) implements Fact {}

    /** An item's file is now what was a part of this name. */
    record PartIs(int job, long index, String name, long size, Hash hash) implements Fact {}

    /** A message is kept. */
    record MessageIs(Message message) implements Fact {}

    /** A worker is registered now. */
    record RegistrationIs(Registration registration) implements Fact {}

    /** A worker is not registered any more. */
    record RegistrationGone(String worker) implements Fact {}
}
