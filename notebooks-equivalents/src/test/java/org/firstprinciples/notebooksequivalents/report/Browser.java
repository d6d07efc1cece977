package org.firstprinciples.notebooksequivalents.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A reader's browser without a window: Chromium, where one is installed.
public final class Browser implements AutoCloseable {

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /// Chromium; a test that asks for it is skipped where there is none.
    public static Browser open() {
        Optional<Path> chromium = find("chromium").or(() -> find("google-chrome"));
        Optional<Path> chromedriver = find("chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "no chromium and chromedriver on the path");
        Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setBinary(chromium.orElseThrow().toFile());
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                        .build();
        return new Browser(new ChromeDriver(service, options));
    }

    /// Opens a report in a window of this width and demands what every report must keep: no complaint in
    /// the console, every formula set, plots to see, and nothing that sticks out to the right.
    public void readsWell(Path report, int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        900,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
        driver.get(report.toUri().toString());
        assertThat(driver.manage().logs().get(LogType.BROWSER)).isEmpty();
        assertThat(driver.findElements(By.cssSelector(".tex"))).isNotEmpty();
        assertThat(driver.findElements(By.cssSelector(".tex > .katex, .tex > .katex-display")))
                .hasSameSizeAs(driver.findElements(By.cssSelector(".tex")));
        assertThat(driver.findElements(By.cssSelector(".katex-error"))).isEmpty();
        assertThat(
                        driver.findElements(By.cssSelector(".plot svg")).stream()
                                .filter(e -> e.isDisplayed()))
                .isNotEmpty()
                .allMatch(svg -> svg.getSize().getHeight() > 100);
        assertThat(number("document.documentElement.scrollWidth"))
                .isEqualTo(number("document.documentElement.clientWidth"));
        assertThat(number("window.innerWidth")).isEqualTo(width);
        assertThat(outside()).isEqualTo(List.of());
    }

    @Override
    public void close() {
        driver.quit();
    }

    /// Elements of the page that stick out of it, unless a box around them scrolls or they are the copy of a formula for screen
    /// readers, which KaTeX clips to a pixel.
    private @Nullable Object outside() {
        return driver.executeScript(
                """
                return [...document.querySelectorAll('main *')].filter(e =>
                    e.getBoundingClientRect().right > innerWidth + 1
                    && !e.closest('.scroll, pre, .display, svg, .katex-mathml'))
                  .map(e => e.outerHTML.slice(0, 80));
                """);
    }

    private long number(String expression) {
        return driver.executeScript("return " + expression) instanceof Number n
                ? n.longValue()
                : -1;
    }

    private static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
