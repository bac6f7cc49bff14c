package dev.workmanager.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The signals that ask a program to end: HUP, INT and TERM. The JDK's shutdown hooks do not do here: while they run, a second
 * signal is not heard.
 */
public final class Signals {
    private static final List<String> NAMES = List.of("HUP", "INT", "TERM");

    private Signals() {}

    /**
     * From now on these signals do not end the JVM but are handed to a handler, on a thread of its own, each time one comes. One
     * that was ignored when the program was started, as under {@code nohup}, stays ignored. For a whole program only, once.
     *
     * @param handler takes the number of the signal: 1, 2 or 15
     */
    public static void handle(IntConsumer handler) {
        try {
            // By reflection: the compiler's warning of this class cannot be switched off, and warnings are errors here.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Method number = signal.getMethod("getNumber");
            InvocationHandler invocation = (proxy, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                    throw new UnsupportedOperationException(method.getName());
                }
                handler.accept((int) number.invoke(arguments[0]));
                return null;
            };
            Object proxy =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType}, invocation);
            Method handle = signal.getMethod("handle", signal, handlerType);
            for (String name : NAMES) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java cannot hear signals: it lacks the module jdk.unsupported", e);
        }
    }
}
