package dev.workmanager.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.workmanager.dist.NetworkLock;
import dev.workmanager.http.ListenException;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.server.Manager;
import dev.workmanager.server.ManagerOptions;
import dev.workmanager.server.Protection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

final class DashboardTest {
    private static final String HOSTILE = "<img src=x onerror=window.hacked=1>";
    private static final int WIDE = 1280;
    private static final int NARROW = 390;

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Manager manager;
    private static NetworkLock network;
    private static Hand hand;

    @BeforeAll
    static void begin() throws IOException {
        if (!Browser.isThere()) {
            System.err.println("NO BROWSER HERE: the dashboard is not tested. Install chromium and chromium-driver.");
        }
        assumeTrue(Browser.isThere(), "chromium and chromedriver");
        network = NetworkLock.take();
        manager = Manager.start(ManagerOptions.in(folder));
        hand = new Hand(manager.url(), "00000000000000aa", "product.crunch", "node1");
        furnish();
        browser = Browser.start();
    }

    @AfterAll
    static void end() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (manager != null) {
            manager.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @BeforeEach
    void lookAnew() {
        // The page of the test before goes on asking, perhaps a manager that is gone.
        browser.open("about:blank");
        List<String> unused = browser.complaints();
        browser.size(WIDE, 900);
        browser.dark(false);
    }

    /** A job with items in all states, and names that try to be more than text; a million items; and a job that somebody paused. */
    private static void furnish() {
        submit("texts", "plain.txt\n" + HOSTILE + "\n日本語.txt\n\"><script>window.hacked=2</script>\nfifth\nsixth\n");
        List<HandedItem> items = hand.take("texts", 4);
        hand.says(items.get(1), "reading\n" + HOSTILE + "\n");
        hand.done(items.get(0), HOSTILE + "\nthe 120\nof 87\n");
        hand.failed(items.get(1), "reading\n" + HOSTILE + "\n");
        hand.done(items.get(2), "\u0000\u0001binary\n");
        hand.says(items.get(3), "chunk 1\nchunk 2\n");
        put("/v1/jobs/big", "{\"numeric\":\"1-1000000\",\"attempts\":1,\"halt\":\"never\"}");
        Hand bulk = new Hand(manager.url(), "00000000000000bb", "<b>odd</b>", HOSTILE);
        List<HandedItem> held = bulk.take("big", 1_000);
        for (int i = 0; i < 40; i++) {
            held = bulk.done(held, 7_919);
        }
        put("/v1/jobs/waiting", "{\"times\":100}");
        hand.send("POST", "/v1/jobs/waiting/pause", "application/json", "");
        String registers = "{\"worker\":\"" + HOSTILE + "\",\"group\":\"<i>x</i>\",\"event\":\"started\"}";
        hand.send("POST", "/v1/messages", "application/json", registers);
    }

    private static void submit(String job, String lines) {
        hand.send("PUT", "/v1/jobs/" + job + "?attempts=1&halt=never&lease=1h", "text/plain", lines);
    }

    private static void put(String path, String job) {
        hand.send("PUT", path, "application/json", job);
    }

    private static void open(String place) {
        browser.open(manager.url() + "/ui/#" + place);
        browser.await("document.querySelector('main h1')");
    }

    @Test
    void aJobRunsFromSubmitToDoneWhileThePageIsOpen() {
        browser.open(manager.url() + "/");
        browser.awaitText("main h1", "Jobs");
        browser.awaitText("#link-text", "Live");
        assertThat(browser.text("main")).doesNotContain("live");
        put("/v1/jobs/live", "{\"times\":20,\"lease\":\"1h\"}");
        String bar = "[aria-label=\"Progress of job live\"]";
        browser.await("document.querySelector('" + bar + "')");
        List<HandedItem> items = hand.take("live", 20);
        items.subList(0, 10).forEach(item -> hand.done(item, "x"));
        browser.await("document.querySelector('" + bar + "').ariaValueNow === '50'");
        browser.picture("jobs");
        items.subList(10, 20).forEach(item -> hand.done(item, "x"));
        browser.await("document.querySelector('" + bar + "').ariaValueNow === '100'");
        browser.awaitText("li.job:has(a[href='#/jobs/live']) .badge", "ended");
        browser.awaitText("#said", "Job live has ended: 20 done of 20");
        browser.press(".top nav", "Events");
        browser.awaitText("#link-text", "Live");
        put("/v1/jobs/later", "{\"times\":1}");
        browser.awaitText(".events", "later open: nothing yet of 1");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aFailedItemIsLookedAtAndTriedAgain() {
        submit("again", "one\ntwo\nthree\n");
        List<HandedItem> items = hand.take("again", 2);
        hand.says(items.get(1), "opening two\nit is not there\n");
        hand.done(items.get(0), "x");
        open("/jobs/again");
        hand.failed(items.get(1), "it is not there\n");
        browser.awaitText("[aria-label='Failed items of job again'] tbody", "it is not there");
        browser.press("[aria-label='Failed items of job again'] tbody", "2");
        browser.awaitText("h1", "Item 2");
        browser.awaitText(".why", "it may have 1 attempt, and that many have failed");
        browser.awaitText("pre.log", "opening two");
        browser.picture("item-failed");
        browser.press(".buttons", "Retry");
        browser.awaitText("dialog h2", "Try item 2 again?");
        browser.picture("dialog");
        assertThat(browser.barriers()).isEmpty();
        browser.press("dialog", "Retry");
        browser.awaitText(".head .badge", "pending");
        assertThat(browser.text("#note")).contains("Item 2 will be tried again.");
        HandedItem again = hand.take("again", 1).get(0);
        assertThat(again.id()).isEqualTo(2);
        browser.awaitText(".head .badge", "running");
        hand.done(again, "the result of two\n");
        browser.awaitText(".head .badge", "done");
        browser.awaitText("pre.result", "the result of two");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aMillionItemsAreOnTheMap() {
        open("/jobs/big");
        browser.await("document.querySelector('.map canvas').ariaValueMax > 1000");
        browser.awaitText("#main", "Each cell stands for 245 items.");
        browser.script("document.querySelector('.map canvas').focus()");
        browser.await("document.querySelector('.map canvas').ariaValueText === 'Items 1 to 245: 245 done'");
        browser.keys("f");
        browser.await("document.querySelector('.map canvas').ariaValueText.includes('1 failed')");
        browser.picture("job-million");
        browser.keys(Keys.ENTER);
        browser.awaitText("#items tbody th", "7919");
        browser.await("document.querySelector('#items select').value === 'failed'");
        browser.pointAt(".map canvas", 0, 0);
        browser.await("!document.querySelector('.map-tip').hidden");
        browser.awaitText(".map-tip", "pending");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void namesFromOutsideAreOnlyText() {
        for (String place : List.of("/", "/jobs/texts", "/workers", "/events")) {
            open(place);
        }
        open("/workers");
        browser.awaitText("main", HOSTILE);
        browser.awaitText("main", "<b>odd</b>");
        open("/jobs/texts");
        browser.awaitText("#items tbody", HOSTILE);
        browser.awaitText("#items tbody", "<script>");
        open("/jobs/texts/items/1");
        browser.awaitText("pre.result", HOSTILE);
        open("/jobs/texts/items/2");
        browser.awaitText("pre.log", HOSTILE);
        browser.awaitText(".why", HOSTILE);
        open("/jobs/texts/items/3");
        browser.awaitText("pre.result", "000000  00 01 62 69 6e 61 72 79");
        assertThat(browser.script("return window.hacked ?? document.querySelectorAll('main img, main script').length"))
                .isEqualTo(0L);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aKeyboardIsEnough() {
        open("/");
        browser.await("document.querySelector('a[href=\"#/jobs/waiting\"]')");
        browser.keys(Keys.TAB);
        assertThat(browser.focus()).isEqualTo("Skip to the content");
        browser.keys(Keys.ENTER);
        tabTo("waiting");
        browser.keys(Keys.ENTER);
        browser.awaitText("h1", "Job waiting");
        browser.await("document.activeElement.tagName === 'H1'");
        tabTo("Cancel job");
        browser.keys(Keys.ENTER);
        browser.awaitText("dialog h2", "Cancel job waiting?");
        assertThat(browser.focus()).isEqualTo("Not now");
        browser.keys(Keys.ESCAPE);
        browser.await("!document.querySelector('dialog') && document.activeElement.textContent === 'Cancel job'");
        tabTo("Resume");
        browser.keys(Keys.ENTER);
        browser.await("document.querySelector('dialog')");
        browser.keys(Keys.TAB, Keys.ENTER);
        browser.awaitText(".head .badge", "open");
        browser.awaitText("#said", "Job waiting goes on.");
        hand.send("POST", "/v1/jobs/waiting/pause", "application/json", "");
        browser.awaitText(".head .badge", "paused");
        assertThat(browser.complaints()).isEmpty();
    }

    /** Forwards, and around the page at most once. */
    private static void tabTo(String words) {
        for (int i = 0; i < 60 && !browser.focus().equals(words); i++) {
            browser.keys(Keys.TAB);
        }
        assertThat(browser.focus()).isEqualTo(words);
    }

    @Test
    void narrowScreensNeedNoScrollingSideways() {
        browser.size(NARROW, 844);
        for (String place : List.of("/", "/jobs/texts", "/jobs/big", "/jobs/texts/items/2", "/workers", "/events")) {
            open(place);
            browser.awaitText("#link-text", "Live");
            browser.picture("narrow" + place.replace('/', '-'));
            assertThat(
                            browser.script(
                                    "return Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"))
                    .as(place)
                    .isEqualTo(0L);
        }
    }

    /** In the dark only what has to do with colours: all else is the same page. */
    @Test
    void nobodyIsKeptOut() {
        for (boolean dark : List.of(false, true)) {
            browser.dark(dark);
            for (String place : List.of(
                    "/",
                    "/jobs/texts",
                    "/jobs/big",
                    "/jobs/texts/items/2",
                    "/workers",
                    "/events",
                    "/login",
                    "/nowhere")) {
                open(place);
                browser.await("document.readyState === 'complete'");
                browser.picture((dark ? "dark" : "light") + place.replace('/', '-'));
                assertThat(dark ? browser.barriers("color-contrast", "link-in-text-block") : browser.barriers())
                        .as(place + (dark ? ", dark" : ", light"))
                        .isEmpty();
            }
        }
    }

    @Test
    void oneLogsInWithATokenAndMayDoWhatItsRoleAllows() throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens"), "read see-all-of-it eva\nadmin do-all-of-it adam\n");
        ManagerOptions options = ManagerOptions.in(folder.resolve("guarded")).with(Protection.byTokens(tokens));
        try (Manager guarded = Manager.start(options)) {
            new Hand(guarded.url(), "00000000000000cc", null, "node1", "do-all-of-it")
                    .send("PUT", "/v1/jobs/secret", "application/json", "{\"times\":10}");
            browser.open(guarded.url() + "/ui/#/jobs/secret");
            browser.awaitText("h1", "Log in");
            browser.keys("not-a-token", Keys.ENTER);
            browser.awaitText("[role=alert]", "does not know this token");
            browser.picture("login");
            browser.keys("see-all-of-it", Keys.ENTER);
            browser.awaitText("h1", "Job secret");
            browser.await("[...document.querySelectorAll('.head button')].every((each) => each.disabled)");
            assertThat(browser.script("return document.getElementById('open-note').hidden"))
                    .isEqualTo(true);
            assertThat(browser.script("return document.cookie"))
                    .as("no script can read the session")
                    .isEqualTo("");
            browser.press(".top", "Log out");
            browser.awaitText("h1", "Log in");
            browser.keys("do-all-of-it", Keys.ENTER);
            browser.awaitText("h1", "Job secret");
            browser.press(".head", "Pause");
            browser.press("dialog", "Pause");
            browser.awaitText(".head .badge", "paused");
        }
    }

    /** The page stays open while the manager is away, and what happens meanwhile is told by no event that it could ever hear. */
    @Test
    void thePageGoesOnWhenTheManagerComesBack() throws IOException {
        ManagerOptions options = ManagerOptions.in(folder.resolve("again"));
        int port;
        try (Manager first = onAPortThatStaysFree(options)) {
            port = first.address().getPort();
            submitTo(first, "before");
            browser.open(first.url() + "/ui/");
            browser.awaitText("#link-text", "Live");
            browser.awaitText("main", "before");
        }
        browser.awaitText("#link-text", "No connection");
        browser.awaitText("#said", "The connection to the manager is lost.");
        try (Manager elsewhere = Manager.start(options)) {
            submitTo(elsewhere, "meanwhile");
        }
        try (Manager second = Manager.start(listening(options, port))) {
            browser.awaitText("#link-text", "Live");
            browser.awaitText("main", "meanwhile");
            submitTo(second, "after");
            browser.awaitText("main", "after");
        }
    }

    private static void submitTo(Manager some, String job) {
        new Hand(some.url(), "00000000000000dd", null, "node1")
                .send("PUT", "/v1/jobs/" + job, "application/json", "{\"times\":10}");
    }

    /** Below those that connections are given by themselves. */
    private static Manager onAPortThatStaysFree(ManagerOptions options) {
        for (int tries = 0; tries < 100; tries++) {
            int port = RandomGenerator.getDefault().nextInt(12_000, 30_000);
            try {
                return Manager.start(listening(options, port));
            } catch (ListenException taken) {
                System.err.println("port " + port + " is taken: " + taken.getMessage());
            }
        }
        throw new AssertionError("no free port found");
    }

    private static ManagerOptions listening(ManagerOptions options, int port) {
        return new ManagerOptions(
                options.config(),
                options.keep(),
                options.data(),
                options.out(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                options.restart(),
                options.protection(),
                options.memory(),
                options.processors(),
                options.outside());
    }
}
