package dev.workmanager.dashboard;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Somebody at a browser, who waits for what is to be seen. For one thread. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final long DEADLINE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    /** Needed in containers; the rest keeps it from looking for updates. */
    private static final List<String> ARGUMENTS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb");

    private final ChromeDriver driver;
    private final String axe;

    private Browser(ChromeDriver driver, String axe) {
        this.driver = driver;
        this.axe = axe;
    }

    /** Whether this machine has one. */
    static boolean isThere() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    static Browser start() throws IOException {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(ARGUMENTS);
        LoggingPreferences logged = new LoggingPreferences();
        logged.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logged);
        // Else Selenium looks for one, and downloads it.
        System.setProperty("webdriver.chrome.driver", DRIVER.toString());
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            String axe = new String(requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            return new Browser(new ChromeDriver(options), axe);
        }
    }

    /** Begins anew at an address, with nothing left of the page before. */
    void open(String url) {
        driver.get("about:blank");
        driver.get(url);
    }

    /** How large its window is, in pixels of the page. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system asks of pages: dark colours or light ones. */
    void dark(boolean dark) {
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    @Nullable Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What is written there; nothing where there is no such place. */
    String text(String place) {
        Object found = script("return document.querySelector(arguments[0])?.textContent ?? ''", place);
        return String.valueOf(found);
    }

    /** Waits until something is written there. */
    void awaitText(String place, String part) {
        await(() -> text(place).contains(part), () -> "'" + part + "' at " + place + ", which says: " + text(place));
    }

    /** Waits until an expression of the page's language is true. */
    void await(String expression) {
        await(() -> Boolean.TRUE.equals(script("return !!(" + expression + ")")), () -> expression);
    }

    private void await(BooleanSupplier seen, Supplier<String> what) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!seen.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                picture("failure");
                throw new AssertionError(
                        "not seen within a minute: " + what.get() + "\n" + text("main") + "\n" + complaints());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Presses the button, or follows the link, with these words on it. */
    void press(String within, String words) {
        String find = "return [...document.querySelectorAll(arguments[0] + ' :is(button, a)')]"
                + ".find((each) => each.textContent.trim() === arguments[1] && !each.disabled)";
        await(() -> script(find, within, words) != null, () -> "'" + words + "' in " + within);
        ((WebElement) requireNonNull(script(find, within, words))).click();
    }

    /** Presses keys, wherever the focus is. */
    void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Points at the middle of something. */
    void pointAt(String place, int right, int down) {
        new Actions(driver)
                .moveToElement(driver.findElement(By.cssSelector(place)), right, down)
                .perform();
    }

    /** What has the focus: its words. */
    String focus() {
        return String.valueOf(script("return document.activeElement.textContent.trim()"));
    }

    /** Takes a picture of all of the page. */
    void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What keeps people out, as far as axe finds it: by all of its rules, or by these. */
    List<?> barriers(String... rules) {
        driver.executeScript("if (!window.axe) {" + axe + "}");
        Object found = driver.executeAsyncScript(
                "const rules = arguments[0]; const done = arguments[1];"
                        + "const which = rules.length > 0 ? {runOnly: rules} : {};"
                        + "axe.run(document, {resultTypes: ['violations'], ...which}).then((found) => done(found.violations.map((each) =>"
                        + " each.id + ': ' + each.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '))),"
                        + " (failure) => done([String(failure)]));",
                List.of(rules));
        return (List<?>) requireNonNull(found);
    }

    /** What the browser has had to complain of since it was asked last: defects, and what the policy forbids. */
    List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        Map<?, ?> chrome = (Map<?, ?>) requireNonNull(driver.getCapabilities().getCapability("chrome"));
        Path profile = Path.of(String.valueOf(chrome.get("userDataDir")));
        try {
            Path socket = Files.readSymbolicLink(profile.resolve("SingletonSocket"));
            driver.quit();
            // The driver kills it, so it leaves this behind in the temporary folder.
            Path left = requireNonNull(socket.getParent());
            Files.deleteIfExists(socket);
            Files.deleteIfExists(left.resolve("SingletonCookie"));
            Files.deleteIfExists(left);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
