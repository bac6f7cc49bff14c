package dev.workmanager.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All that the kustomizations and the chart can make. */
final class Renderings {
    /** In the order in which they have to be named. The last two have nothing to do with the others, so they come together or not at all. */
    private static final List<List<String>> COMPONENTS = List.of(
            List.of("monitoring"), List.of("keda"), List.of("tokens"), List.of("tls"), List.of("spot", "before-1.26"));

    /** kubectl takes several in one run; too many, and it compares all names with each other. */
    private static final int A_RUN = 24;

    private Renderings() {}

    /** Each overlay with each set of components, a namespace each; tls without keda, as components/tls says. */
    static List<Manifests> kustomized(Path folder) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (String overlay : List.of("batch", "service")) {
            for (int set = 0; set < 1 << COMPONENTS.size(); set++) {
                List<String> components = new ArrayList<>();
                for (int i = 0; i < COMPONENTS.size(); i++) {
                    if ((set >> i & 1) != 0) {
                        components.addAll(COMPONENTS.get(i));
                    }
                }
                if (!components.containsAll(List.of("keda", "tls"))) {
                    names.add(write(folder, overlay, components));
                }
            }
        }
        List<Manifests> all = new ArrayList<>();
        for (int from = 0; from < names.size(); from += A_RUN) {
            List<String> some = names.subList(from, Math.min(from + A_RUN, names.size()));
            Files.writeString(folder.resolve("kustomization.yaml"), "resources: " + some);
            Manifests together = Manifests.kustomized(folder);
            some.forEach(name -> all.add(together.in(name)));
        }
        return all;
    }

    private static String write(Path folder, String overlay, List<String> components) throws IOException {
        String name = components.stream()
                .map(component -> "-" + component.replace(".", ""))
                .collect(Collectors.joining("", overlay, ""));
        Path own = Files.createDirectory(folder.resolve(name));
        Path shipped = own.toRealPath().relativize(Manifests.SHIPPED.toRealPath());
        Files.writeString(
                own.resolve("kustomization.yaml"),
                "namespace: " + name + "\nresources: [" + shipped.resolve("overlays/" + overlay) + "]\ncomponents: "
                        + components.stream()
                                .map(component -> shipped.resolve("components/" + component))
                                .toList());
        return name;
    }

    /** The chart, with values as the guide names them, and odd ones. */
    static List<Manifests> templated(Path folder) throws IOException, InterruptedException {
        Path odd = Files.writeString(folder.resolve("odd.yaml"), ODD);
        List<Manifests> all = new ArrayList<>();
        for (String mode : List.of("mode=batch", "mode=service")) {
            for (String values : List.of(
                    "workers.replicas=1",
                    TOKENS,
                    TLS,
                    MONITORING + "," + TOKENS + "," + TLS,
                    KEDA,
                    KEDA + "," + MONITORING + "," + TOKENS + "," + TLS + ",keda.unsafeSsl=true",
                    "workers.enabled=false,networkPolicy.enabled=false")) {
                all.add(Manifests.templated("--set", mode + "," + values));
            }
            all.add(Manifests.templated("--set", mode, "--values", odd.toString()));
        }
        all.add(Manifests.templated("--kube-version", "1.25.0"));
        return all;
    }

    static final String TOKENS = "tokens.secret=work-manager-tokens,tokens.workerSecret=work-manager-worker-token,"
            + "tokens.readSecret=work-manager-read-token";
    static final String TLS = "tls.secret=work-manager-tls,tls.caSecret=work-manager-ca";
    static final String MONITORING = "monitoring.serviceMonitor=true,monitoring.prometheusRule=true";
    static final String KEDA = "keda.enabled=true";

    /** Nothing as it is by default. Nodes that vanish, too. */
    private static final String ODD = """
            fullnameOverride: crunch
            config: |
              list:
              a: {b}
              # c
            imagePullSecrets: [{name: registry}]
            manager:
              image: {repository: "registry.example:5000/wm", tag: "sha256:0123", pullPolicy: Always}
              args: [--retry-failed]
              env: [{name: WM_ATTEMPTS, value: "5"}]
              podAnnotations: {a: b}
              nodeSelector: {disk: ssd}
              podDisruptionBudget: true
              data: {existingClaim: old, storageClassName: fast}
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms: [{matchExpressions: [{key: spot, operator: DoesNotExist}]}]
            workers:
              image: {repository: crunch, tag: "7"}
              command: [/opt/wm-wrap/bin/wm-wrap]
              args: [--, ./crunch.sh]
              slots: 4
              env: [{name: WM_STALL, value: 10m}]
              drainSeconds: 300
              killAfterSeconds: 20
              user: 1000
              volumes: [{name: data, persistentVolumeClaim: {claimName: texts, readOnly: true}}]
              volumeMounts: [{name: data, mountPath: /texts}]
              nodeSelector: {spot: "true"}
              tolerations: [{key: spot, operator: Exists, effect: NoSchedule}]
              minAvailable: 0
            """;
}
