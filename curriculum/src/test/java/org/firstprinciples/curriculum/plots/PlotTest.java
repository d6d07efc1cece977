package org.firstprinciples.curriculum.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

class PlotTest {

    private static final double[] X = {1, 10, 100};

    private static Plot everything() {
        return Plot.of("step", "rate")
                .logX()
                .line("a", X, new double[] {0.0004, 0.0007, 0.0009})
                .band(
                        "b",
                        X,
                        new double[] {0.0001, 0.0002, 0.0003},
                        new double[] {0.0005, 0.0006, 0.0007})
                .points("b", X, new double[] {0.0002, 0.0003, 0.0004})
                .errorBars(
                        "b",
                        X,
                        new double[] {0.00015, 0.00025, 0.00035},
                        new double[] {0.00025, 0.00035, 0.00045})
                .level("goal", 0.0005);
    }

    @Test
    void theDataOfAPlotCanBeReadByAnyProgram() {
        Plot plot =
                everything().bars("a, \"b\"", List.of("x,y", "z"), 1, 2).level("two\nlines", -1e-9);
        assertThat(plot.csv())
                .isEqualTo(
                        """
                        kind,name,x,y,low,high
                        line,a,1.0,4.0E-4,,
                        line,a,10.0,7.0E-4,,
                        line,a,100.0,9.0E-4,,
                        band,b,1.0,,1.0E-4,5.0E-4
                        band,b,10.0,,2.0E-4,6.0E-4
                        band,b,100.0,,3.0E-4,7.0E-4
                        point,b,1.0,2.0E-4,,
                        point,b,10.0,3.0E-4,,
                        point,b,100.0,4.0E-4,,
                        error bar,b,1.0,,1.5E-4,2.5E-4
                        error bar,b,10.0,,2.5E-4,3.5E-4
                        error bar,b,100.0,,3.5E-4,4.5E-4
                        level,goal,,5.0E-4,,
                        bar,"a, ""b\""","x,y",1.0,,
                        bar,"a, ""b\""",z,2.0,,
                        level,"two
                        lines",,-1.0E-9,,
                        """);
    }

    @Test
    void theSamePlotIsTheSameText() {
        assertThat(everything().svg("rates", 720, 360))
                .isEqualTo(everything().svg("rates", 720, 360));
    }

    /// So several can stand in one page.
    @Test
    void aPlotHasNoIds() {
        assertThat(everything().svg("rates", 720, 360)).doesNotContain(" id=", "url(#");
    }

    @Test
    void aPlotFillsTheWidthItIsGivenAndSaysWhatItShows() {
        assertThat(everything().svg("rates \"a\" & b", 360, 300))
                .containsPattern("<svg[^>]* viewBox=\"0 0 360 300\"")
                .contains("aria-label=\"rates &quot;a&quot; &amp; b\"")
                .doesNotContainPattern("<svg[^>]* width=");
    }

    @Test
    void theLabelsOfAnAxisKeepTheirDigits() {
        assertThat(everything().svg("rates", 720, 360)).contains("0.0004</", "goal</", "step</");
    }

    @Test
    void anErrorBarReachesFromItsLowEndToItsHighEndAndTheAxisHoldsIt() {
        double[] x = {1, 2};
        Plot plot =
                Plot.of("x", "y").errorBars("a", x, new double[] {10, 30}, new double[] {20, 50});
        assertThat(plot.names()).containsExactly("a");
        assertThat(plot.svg("", 360, 300)).contains("10</", "50</");
    }

    /// The middle of 1 and 100 is 10, whatever stands at the ends.
    @Test
    void aLogarithmicAxisIsEvenInItsLogarithms() {
        String svg =
                Plot.of("x", "y").logX().points("a", X, new double[] {1, 2, 3}).svg("", 720, 360);
        List<Double> centers =
                Pattern.compile("cx=\"([0-9.]+)\"")
                        .matcher(svg)
                        .results()
                        .map(m -> Double.valueOf(m.group(1)))
                        .toList();
        double width = centers.get(2) - centers.get(0);
        assertThat(centers.get(1)).isCloseTo(centers.get(0) + width / 2, within(0.1));
    }

    @Test
    void barsStandOverTheirCategories() {
        assertThat(
                        Plot.of("", "nats")
                                .bars("loss", List.of("bigram", "GPT"), 2.5, 1.8)
                                .level("trigram", 2)
                                .svg("losses", 360, 300))
                .contains("bigram</", "GPT</", "trigram</");
    }

    @Test
    void aConstantAndASinglePointCanBeDrawn() {
        assertThat(Plot.of("x", "y").line("a", X, new double[] {2, 2, 2}).svg("", 360, 300))
                .contains("<path");
        assertThat(
                        Plot.of("x", "y")
                                .points("a", new double[] {1}, new double[] {1})
                                .svg("", 360, 300))
                .contains("</svg>");
    }

    @Test
    void aNumberThatIsNotFiniteIsRefusedByNameAndPlace() {
        assertThatThrownBy(() -> Plot.of("x", "y").line("loss", X, new double[] {1, Double.NaN, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loss")
                .hasMessageContaining("NaN at place 1");
        assertThatThrownBy(() -> Plot.of("x", "y").line("loss", X, new double[] {1}))
                .hasMessageContaining("1 numbers where 3 are needed");
    }
}
