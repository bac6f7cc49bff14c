/** Tests of the dashboard in a browser: Chromium, driven by Selenium, on a manager in this process. Without a browser they are skipped. */
@NullMarked
package dev.workmanager.dashboard;

import org.jspecify.annotations.NullMarked;
