package dev.workmanager.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/**
 * Functions of the C library, called by Java's foreign function interface, which is there from Java 22 on. This is compiled for Java 17,
 * so it is found by reflection; what comes of that is a method handle for each function, as quick as one that is compiled in.
 *
 * <p>All functions are called alike, with {@value #WORDS} words, of which each takes as many as it has parameters; that is what the
 * calling conventions of Linux come to on the processors named here, for whole numbers and addresses.
 */
final class CLibrary {
    private static final int WORDS = 6;
    private static final Set<String> PROCESSORS = Set.of("amd64", "aarch64");

    private final Object linker;
    private final Object functions;
    private final Method find;
    private final Method downcall;
    private final Object signature;
    private final MethodHandle address;

    private CLibrary() throws ReflectiveOperationException {
        Class<?> linkers = foreign("Linker");
        Class<?> segments = foreign("MemorySegment");
        Class<?> signatures = foreign("FunctionDescriptor");
        Class<?> layouts = foreign("MemoryLayout");
        Object word = foreign("ValueLayout").getField("JAVA_LONG").get(null);
        Object words = Array.newInstance(layouts, WORDS);
        for (int i = 0; i < WORDS; i++) {
            Array.set(words, i, word);
        }
        this.signature = signatures.getMethod("of", layouts, words.getClass()).invoke(null, word, words);
        this.linker = linkers.getMethod("nativeLinker").invoke(null);
        this.functions = linkers.getMethod("defaultLookup").invoke(linker);
        this.find = foreign("SymbolLookup").getMethod("find", String.class);
        this.downcall = linkers.getMethod(
                "downcallHandle", segments, signatures, foreign("Linker$Option").arrayType());
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        this.address = MethodHandles.filterReturnValue(
                lookup.findStatic(segments, "ofBuffer", MethodType.methodType(segments, Buffer.class)),
                lookup.findVirtual(segments, "address", MethodType.methodType(long.class)));
    }

    /** Nothing where Java, the system or the processor is another one, or where whoever started Java has not allowed it. */
    static Optional<CLibrary> open() {
        boolean known = System.getProperty("os.name").equals("Linux")
                && PROCESSORS.contains(System.getProperty("os.arch"))
                && Runtime.version().feature() >= 22;
        try {
            return known && isAllowed() ? Optional.of(new CLibrary()) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java has changed its foreign function interface", e);
        }
    }

    /** Java warns of what is not, and is to refuse it one day. */
    private static boolean isAllowed() throws ReflectiveOperationException {
        return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(CLibrary.class.getModule());
    }

    private static Class<?> foreign(String name) throws ClassNotFoundException {
        return Class.forName("java.lang.foreign." + name);
    }

    /** This C library is another one, or older. */
    static final class NoFunctionException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NoFunctionException(String name) {
            super("the C library has no " + name);
        }
    }

    /** A function. Thread-safe, as far as the function is. */
    static final class Function {
        private final String name;
        private final MethodHandle handle;

        private Function(String name, MethodHandle handle) {
            this.name = name;
            this.handle = handle;
        }

        /** Calls it; what it returns is a number of 32 bits. */
        int call(long a, long b, long c, long d, long e, long f) {
            try {
                return (int) (long) handle.invokeExact(a, b, c, d, e, f);
            } catch (Throwable impossible) { // C throws nothing
                throw new IllegalStateException("cannot call " + name, impossible);
            }
        }

        /** Calls one that takes no more words than these. */
        int call(long a, long b, long c) {
            return call(a, b, c, 0, 0, 0);
        }
    }

    /** @throws NoFunctionException if the library has none of this name */
    Function function(String name) {
        try {
            Object entry = ((Optional<?>) find.invoke(functions, name)).orElse(null);
            if (entry == null) {
                throw new NoFunctionException(name);
            }
            Object noOptions = Array.newInstance(downcall.getParameterTypes()[2].componentType(), 0);
            return new Function(name, (MethodHandle) downcall.invoke(linker, entry, signature, noOptions));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java has changed its foreign function interface", e);
        }
    }

    /** Memory that functions can be told of, zeroed. Not thread-safe. */
    Memory allocate(int bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        try {
            return new Memory(buffer, (long) address.invoke(buffer));
        } catch (Throwable impossible) { // a direct buffer has an address
            throw new IllegalStateException("cannot tell where a buffer is", impossible);
        }
    }

    /**
     * Memory of ours, in the order of bytes of the processor.
     *
     * @param address where it begins; holds as long as this is reachable
     */
    record Memory(ByteBuffer bytes, long address) {}
}
