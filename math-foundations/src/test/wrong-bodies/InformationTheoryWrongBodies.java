package org.firstprinciples.mathfoundations.informationtheory;

/// Wrong bodies of the exercises of information theory. Each is put in the place of the solution that it names, and one
/// of the exercise's claims must reject it. This file is only parsed.
class InformationTheoryWrongBodies {

    @WrongBody("IT-E1")
    static double exchangesTheTwo(double[] p, double[] q) {
        Probabilities.require(p, q);
        double divergence = 0;
        for (int i = 0; i < p.length; i++) {
            if (q[i] > 0) {
                divergence += q[i] * logRatio(q[i], p[i]);
            }
        }
        return divergence;
    }

    @WrongBody("IT-E1") // NaN where p is 0
    static double forgetsTheConvention(double[] p, double[] q) {
        Probabilities.require(p, q);
        double divergence = 0;
        for (int i = 0; i < p.length; i++) {
            divergence += p[i] * Math.log(p[i] / q[i]);
        }
        return divergence;
    }

    @WrongBody("IT-E1")
    static double subtractsLogarithms(double[] p, double[] q) {
        Probabilities.require(p, q);
        double divergence = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0 && q[i] > 0) {
                divergence += p[i] * (Math.log(p[i]) - Math.log(q[i]));
            }
        }
        return divergence;
    }

    @WrongBody("IT-E2")
    double forgetsOneMarginal() {
        double[] ofX = marginalX();
        double information = 0;
        for (int x = 0; x < p.length; x++) {
            for (int y = 0; y < p[0].length; y++) {
                if (p[x][y] > 0) {
                    information += p[x][y] * Math.log(p[x][y] / ofX[x]);
                }
            }
        }
        return information;
    }

    @WrongBody("IT-E2") // 0·ln 0
    double forgetsTheZeros() {
        double[] ofX = marginalX();
        double[] ofY = marginalY();
        double information = 0;
        for (int x = 0; x < p.length; x++) {
            for (int y = 0; y < p[0].length; y++) {
                information += p[x][y] * Math.log(p[x][y] / (ofX[x] * ofY[y]));
            }
        }
        return information;
    }

    @WrongBody("IT-E3") // one symbol after the other, as they stand
    static int[] forgetsToSort(long... counts) {
        int k = counts.length;
        int[] parent = new int[2 * k - 1];
        parent[0] = k;
        for (int symbol = 1; symbol < k; symbol++) {
            parent[symbol] = k + symbol - 1;
            if (symbol > 1) {
                parent[k + symbol - 2] = k + symbol - 1;
            }
        }
        return parent;
    }

    @WrongBody("IT-E3") // what was joined waits behind all symbols, whatever its weight
    static int[] forgetsTheJoined(long... counts) {
        int k = counts.length;
        int[] parent = new int[2 * k - 1];
        PriorityQueue<Integer> symbols =
                new PriorityQueue<>(Comparator.comparingLong(i -> counts[i]));
        IntStream.range(0, k).forEach(symbols::add);
        int[] waiting = new int[2 * k - 1];
        for (int i = 0; i < k; i++) {
            waiting[i] = symbols.remove();
        }
        for (int node = k; node < 2 * k - 1; node++) {
            parent[waiting[2 * (node - k)]] = node;
            parent[waiting[2 * (node - k) + 1]] = node;
            waiting[node] = node;
        }
        return parent;
    }

    @WrongBody("IT-E4")
    Perplexity takesTheMean(Perplexity other) {
        double nats = (nats() / tokens() + other.nats() / other.tokens()) / 2;
        return new Perplexity(tokens() + other.tokens(), nats * (tokens() + other.tokens()));
    }

    @WrongBody("IT-E4")
    Perplexity keepsTheFirst(Perplexity other) {
        return new Perplexity(tokens(), nats());
    }

    @WrongBody("IT-E5") // the lower end of the interval, cut off: may lie outside
    String cutsTheLowerEnd(int... symbols) {
        BigInteger low = BigInteger.ZERO;
        BigInteger width = BigInteger.ONE;
        BigInteger scale = BigInteger.ONE;
        for (int t = 0; t < symbols.length; t++) {
            Cut cut = cut(symbols, t);
            low = low.multiply(cut.total()).add(width.multiply(cut.start(symbols[t])));
            width = width.multiply(cut.frequency(symbols[t]));
            scale = scale.multiply(cut.total());
        }
        int bits = Math.max(0, scale.bitLength() - width.bitLength() + 1);
        return PrefixCode.binary(low.shiftLeft(bits).divide(scale), bits);
    }

    @WrongBody("IT-E5") // sixteen bits to spare
    String wastesBits(int... symbols) {
        BigInteger low = BigInteger.ZERO;
        BigInteger width = BigInteger.ONE;
        BigInteger scale = BigInteger.ONE;
        for (int t = 0; t < symbols.length; t++) {
            Cut cut = cut(symbols, t);
            low = low.multiply(cut.total()).add(width.multiply(cut.start(symbols[t])));
            width = width.multiply(cut.frequency(symbols[t]));
            scale = scale.multiply(cut.total());
        }
        int bits = Math.max(0, scale.bitLength() - width.bitLength() + 16);
        BigInteger up = low.shiftLeft(bits).add(scale).subtract(BigInteger.ONE).divide(scale);
        return PrefixCode.binary(up, bits);
    }

    @WrongBody("IT-E5") // the first prediction again and again
    String neverLooksBack(int... symbols) {
        BigInteger low = BigInteger.ZERO;
        BigInteger width = BigInteger.ONE;
        BigInteger scale = BigInteger.ONE;
        for (int symbol : symbols) {
            Cut cut = cut(symbols, 0);
            low = low.multiply(cut.total()).add(width.multiply(cut.start(symbol)));
            width = width.multiply(cut.frequency(symbol));
            scale = scale.multiply(cut.total());
        }
        int bits = Math.max(0, scale.bitLength() - width.bitLength() + 1);
        BigInteger up = low.shiftLeft(bits).add(scale).subtract(BigInteger.ONE).divide(scale);
        return PrefixCode.binary(up, bits);
    }

    @WrongBody("IT-E6") // sums where products belong
    static long[] addsTheCounts(int n, long... counts) {
        requireBlocks(n, counts);
        long[] blocks = {0};
        for (int i = 0; i < n; i++) {
            long[] longer = new long[Math.multiplyExact(blocks.length, counts.length)];
            for (int block = 0; block < longer.length; block++) {
                longer[block] =
                        Math.addExact(blocks[block / counts.length], counts[block % counts.length]);
            }
            blocks = longer;
        }
        return blocks;
    }

    @WrongBody("IT-E6") // only blocks of one symbol again and again
    static long[] repeatsTheSymbol(int n, long... counts) {
        requireBlocks(n, counts);
        long[] blocks = new long[counts.length];
        for (int symbol = 0; symbol < counts.length; symbol++) {
            blocks[symbol] = 1;
            for (int i = 0; i < n; i++) {
                blocks[symbol] = Math.multiplyExact(blocks[symbol], counts[symbol]);
            }
        }
        return blocks;
    }

    @WrongBody("IT-E7") // goes on behind the codeword and one more
    int[] skipsAPlace(String text) {
        List<Integer> decoded = new ArrayList<>();
        int begin = 0;
        for (int end = 1; end <= text.length(); end++) {
            int symbol = codewords.indexOf(text.substring(Math.min(begin, end), end));
            if (symbol >= 0) {
                decoded.add(symbol);
                begin = end + 1;
            }
        }
        return decoded.stream().mapToInt(Integer::intValue).toArray();
    }

    @WrongBody("IT-E7") // forgets the last symbol
    int[] stopsTooEarly(String text) {
        List<Integer> decoded = new ArrayList<>();
        int begin = 0;
        for (int end = 1; end < text.length(); end++) {
            int symbol = codewords.indexOf(text.substring(begin, end));
            if (symbol >= 0) {
                decoded.add(symbol);
                begin = end;
            }
        }
        return decoded.stream().mapToInt(Integer::intValue).toArray();
    }
}
