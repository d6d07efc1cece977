package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.book.Letters.Letter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Formulas of the book, and the letters that they leave to the text.
class LettersTest {

    private static String names(Set<Letter> letters) {
        return letters.stream().map(Letter::name).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                // letters, marks and words
                "x_i; x",
                "A^\\top; A",
                "x'; x'",
                "f''(x) + f'_+(x); f'' x f'",
                "\\hat w = \\bar x; \\hat w \\bar x",
                "\\hat{\\mathbf x}; \\hat \\mathbf x",
                "\\mathcal N(\\mu, \\sigma^2); \\mathcal N \\mu \\sigma",
                "\\mathcal{N}; \\mathcal N",
                "\\mathbf 1c^\\top; c",
                "\\mathrm{softmax}(z)_i; z",
                "\\mathrm{softmax}(\\log\\text{prior}+\\log\\text{likelihood}); ",
                "P(\\textit{sofa}\\mid\\text{four letters}); P",
                "\\lVert x\\rVert = \\sqrt{\\langle x, x\\rangle}; x",
                "\\lambda\\Delta x; \\lambda \\Delta x",
                "\\ell(w); \\ell w",
                "\\bigl(\\tfrac12\\bigr)^k; ",
                "10^{-n} + e^{z}; e z",
                "\\begin{pmatrix} 1 & a \\\\ 0 & b \\end{pmatrix}; a b",
                "\\frac\\gamma{N\\sqrt{v+\\varepsilon}}; \\gamma N v \\varepsilon",
                "\\frac QK; Q K",
                "\\binom{c+r}c\\ge l; c r l",
                "\\overline{AB}; A B",
                "\\mathbb R^{n\\times d}; d",
                // indices
                "a_{ij} + x_{t+1} + x^{(k)}; a x",
                "W_Q x_{h,i}; W Q x h",
                "S_n/n; S n",
                // what a formula binds
                "\\sum_{j=1}^na_jb_j; a b",
                "\\sum_c p_c\\log p_c; p",
                "\\sum_{c \\ne r} c; r",
                "\\sum_{(u,v)\\in E} w_{uv}; E w",
                "\\prod_{s=0}^Ts; T",
                "\\max_{x\\in\\mathcal X}f(x); \\mathcal X f",
                "\\max_{\\lVert x\\rVert=1}\\lVert Ax\\rVert; A",
                "\\mathrm{argmax}_w\\,\\ell(w); \\ell",
                "\\arg\\min_{w,b}L(w,b); L",
                "\\mathbb E_{z\\sim q}[f(z)]; q f",
                "\\lim_{h\\to0}\\frac{f(x+h)-f(x)}h; f x",
                "\\int_a^bf(x)\\,dx; a b f",
                "\\int f(x)\\,\\mathrm dx; f",
                "\\frac{df}{dx} = 2x; f x",
                "\\frac d{dx}x^2; x",
                "\\frac{d}{2}; d",
                "dk; d k",
                "\\{x : Ax = b\\}; A b",
                "\\{x \\in S \\mid x \\le c\\}; S c",
                "\\{a, c\\}; a c",
                "x\\mapsto x^2+c; c",
                "(u,v)\\mapsto u+v+c; c",
                "\\forall x \\in S: \\exists r > x; S",
                // what is not closed
                "}x; x",
                "\\frac{a; a",
                "x_; x",
                "\\hat; "
            })
    void aFormulaLeavesTheseLettersToTheText(String tex, String letters) {
        assertThat(names(Letters.free(tex))).isEqualTo(letters == null ? "" : letters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "c; c",
                "a, b; a b",
                "a,\\ b \\in \\mathbb R^n; a b",
                "p_1, \\dots, p_k; p",
                "\\hat w = 3; \\hat w",
                "f(x) = x^2; f",
                "f: A \\to B; f",
                "0 < c; ",
                "a + b; ",
                "2c; ",
                "cx; "
            })
    void aFormulaNamesTheLettersThatItBeginsWith(String tex, String letters) {
        assertThat(names(Letters.named(tex))).isEqualTo(letters == null ? "" : letters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "a, b; a b",
                "\\lambda_1 \\ge \\lambda_2; \\lambda_1",
                "x^*, x_{t+1}; x^* x_t+1",
                "W_{Q'}^{\\top}; W_Q'^\\top",
                "H(p, q); H",
                "\\lVert x\\rVert; ",
                "\\mathcal N(\\mu, \\sigma^2); \\mathcal|N"
            })
    void aRowIsAboutTheseSymbols(String tex, String symbols) {
        assertThat(Letters.symbols(tex))
                .isEqualTo(
                        symbols == null
                                ? List.of()
                                : List.of(symbols.split(" ", -1)).stream()
                                        .map(s -> s.replace('|', ' '))
                                        .toList());
    }

    /// Its letters have a meaning there, those that it binds too.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {"\\langle x, y\\rangle = x^\\top y; x y", "\\sum_c p_c; c p"})
    void aRowGivesAllItsLettersAMeaning(String tex, String letters) {
        assertThat(names(Letters.all(tex)).split(" ", -1))
                .containsExactlyInAnyOrder(letters.split(" ", -1));
    }
}
