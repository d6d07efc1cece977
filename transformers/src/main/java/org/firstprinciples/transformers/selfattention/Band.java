package org.firstprinciples.transformers.selfattention;

/// Which keys the queries of one sequence see: query `i` those from `max(begin, i + lower)` up to, but not with,
/// `min(end, i + upper)`.
///
/// Both borders never fall as `i` rises, so what neighboring queries see is an interval as well.
///
/// @param begin the first key that any query may see
/// @param end one more than the last
/// @param lower where the keys of query 0 would begin, and those of each next query one later
/// @param upper where the keys of query 0 would end, and those of each next query one later
public record Band(int begin, int end, int lower, int upper) {

    /// An upper bound that bounds nothing; its negative is such a lower bound.
    public static final int UNBOUNDED = Integer.MAX_VALUE / 2;

    /// The same keys for every query.
    public static Band between(int begin, int end) {
        return new Band(begin, end, -UNBOUNDED, UNBOUNDED);
    }

    /// What is seen through both.
    public Band intersect(Band other) {
        return new Band(
                Math.max(begin, other.begin),
                Math.min(end, other.end),
                Math.max(lower, other.lower),
                Math.min(upper, other.upper));
    }

    /// The first key that query `i` sees.
    public int from(int i) {
        return Math.max(begin, i + lower);
    }

    /// One more than the last key that query `i` sees; at or before [#from(int)] if it sees none.
    public int to(int i) {
        return Math.min(end, i + upper);
    }
}
