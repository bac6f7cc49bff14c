package dev.workmanager.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

final class PromptSocketsTest {
    private final PromptSockets sockets = new PromptSockets();

    @Test
    void allOfThemSendAtOnce() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 50, here)) {
            int port = server.getLocalPort();
            List<Callable<Socket>> ways = List.of(
                    sockets::createSocket,
                    () -> sockets.createSocket(here, port),
                    () -> sockets.createSocket(here.getHostAddress(), port),
                    () -> sockets.createSocket(here, port, here, 0),
                    () -> sockets.createSocket(here.getHostAddress(), port, here, 0));
            for (Callable<Socket> way : ways) {
                try (Socket socket = way.call()) {
                    assertThat(socket.getTcpNoDelay()).isTrue();
                }
            }
        }
    }
}
