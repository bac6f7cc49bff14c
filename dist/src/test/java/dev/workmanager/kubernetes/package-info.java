/**
 * Tests of what is shipped for Kubernetes: rendered by kubectl and by helm, decoded into the types of the API, and looked at. Without
 * kubectl or helm they are skipped. A whole batch on a real cluster is {@code dist/kubernetes/e2e}.
 */
@NullMarked
package dev.workmanager.kubernetes;

import org.jspecify.annotations.NullMarked;
