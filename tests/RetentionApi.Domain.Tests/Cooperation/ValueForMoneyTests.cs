using CsCheck;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.Cooperation;

public sealed class ValueForMoneyTests
{
    private const double Exactly = 1e-12;

    private static readonly CooperationPolicy Policy = new();

    private static readonly Gen<OfferedProduct[]> AnyCategory = Gen.Select(Gen.Int[1, 12], Gen.Int[0, 30], Gen.Double[0, 1], Gen.Int[0, 5], (price, answers, mean, stock) =>
            Product("", price, answers, answers * mean) with { IsInStock = stock > 0 })
        .Array[2, 12].Select(products => products.Select((p, i) => p with { Id = new Guid(i, 0, 0, new byte[8]), Sku = $"P{i}" }).ToArray());

    /// <summary>By hand: the mean is (16 + 1)/20 = .85; Q of A (5·.85 + 16)/(5 + 16) = .964, of B (4.25 + 1)/(5 + 4) = .583, of C the mean.</summary>
    [Fact]
    public void Quality_is_drawn_to_the_mean_of_the_category_where_answers_are_few()
    {
        var ranked = ValueForMoney.Rank([Product("A", 30, 16, 16), Product("B", 20, 4, 1), Product("C", 10, 0, 0)], 0.5, Policy).ToDictionary(p => p.Product.Sku);

        ranked["A"].Quality.Should().BeApproximately(20.25 / 21, Exactly);
        ranked["B"].Quality.Should().BeApproximately(5.25 / 9, Exactly);
        ranked["C"].Quality.Should().BeApproximately(0.85, Exactly);
    }

    /// <summary>w = .6: V(A) = .6·.9643 + .4·0, V(B) = .6·.5833 + .4·.5, V(C) = .6·.85 + .4·1.</summary>
    [Fact]
    public void Value_weighs_quality_against_the_rank_of_the_price()
    {
        var ranked = ValueForMoney.Rank([Product("A", 30, 16, 16), Product("B", 20, 4, 1), Product("C", 10, 0, 0)], 0.6, Policy);

        ranked.Select(p => p.Product.Sku).Should().Equal("C", "A", "B");
        ranked.Select(p => p.PriceRank).Should().Equal(0, 1, 0.5);
        ranked.Select(p => Math.Round(p.Value, 4)).Should().Equal(0.91, 0.5786, 0.55);
    }

    [Fact]
    public void Nobody_advises_where_there_is_nothing_to_choose_from()
    {
        var soldOut = Product("B", 10, 0, 0) with { IsInStock = false };
        var unpriced = Product("C", 10, 0, 0) with { Price = null };

        ValueForMoney.Advise([Product("A", 10, 5, 5), soldOut, unpriced], 0.5, Policy).Should().BeEmpty();
        ValueForMoney.Advise([Product("A", 10, 5, 5), Product("D", 10, 5, 5)], 0.5, Policy).Should().HaveCount(2).And.OnlyContain(p => p.PriceRank == 0);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Of_many_the_best_few_are_advised(int most)
    {
        OfferedProduct[] category = [.. Enumerable.Range(1, 6).Select(i => Product($"P{i}", 10 * i, answers: i, sum: i))];

        var advised = ValueForMoney.Advise(category, 0.5, Policy with { MostProducts = most });

        advised.Select(p => p.Product.Sku).Should().Equal(ValueForMoney.Rank(category, 0.5, Policy).Take(most).Select(p => p.Product.Sku));
        Policy.MostProducts.Should().Be(3, "the product's own");
    }

    [Fact]
    public void What_is_sold_out_counts_for_the_mean_and_is_not_advised()
    {
        var ranked = ValueForMoney.Rank([Product("A", 10, 0, 0), Product("B", 20, 0, 0), Product("C", 5, 10, 9) with { IsInStock = false }], 0.5, Policy);

        ranked.Select(p => p.Product.Sku).Should().Equal("A", "B");
        ranked.Should().OnlyContain(p => Math.Abs(p.Quality - 0.9) < Exactly);
    }

    [Theory]
    [InlineData("A", "value.bestQuality")]
    [InlineData("B", "value.balanced")]
    [InlineData("C", "value.cheapest")]
    [InlineData("D", "value.unrated")]
    public void Each_says_why(string sku, string code) => ValueForMoney
        .Rank([Product("A", 30, 16, 16), Product("B", 20, 4, 2), Product("C", 10, 4, 1), Product("D", 40, 0, 0)], 0.5, Policy)
        .Single(p => p.Product.Sku == sku).Because.Code.Should().Be(code);

    [Theory]
    [InlineData(3, 9, 0.5)]
    [InlineData(1, 5, 1)]
    [InlineData(4, 4, 0)]
    public void A_rating_of_one_is_nothing_and_one_of_five_all(int count, long ratings, double mean) =>
        QualityAnswers.OfRatings(count, ratings).Should().Be(new QualityAnswers(count, mean * count));

    [Fact]
    public void A_good_answer_more_never_lowers_its_quality() => Gen.Select(AnyCategory, Gen.Int[0, 11], Gen.Double[0, 1]).Sample((category, index, weight) =>
    {
        var product = category[index % category.Length] with { IsInStock = true };
        var better = product with { Answers = new QualityAnswers(product.Answers.Count + 1, product.Answers.Sum + 1) };
        return Of(category, better, weight)?.Quality >= Of(category, product, weight)?.Quality - Exactly || Of(category, product, weight) is null;
    });

    [Fact]
    public void A_lower_price_never_ranks_it_dearer() => Gen.Select(AnyCategory, Gen.Int[0, 11], Gen.Int[0, 11]).Sample((category, index, lower) =>
    {
        var product = category[index % category.Length] with { IsInStock = true };
        var cheaper = product with { Price = product.Price!.Value * lower / 12m };
        return Of(category, product, 0.5) is not { } before || Of(category, cheaper, 0.5)!.PriceRank <= before.PriceRank;
    });

    [Fact]
    public void The_sequence_of_products_does_not_matter() => Gen.Select(AnyCategory.SelectMany(c => Gen.Select(Gen.Const(c), Gen.Shuffle(c))), Gen.Double[0, 1]).Sample((both, weight) =>
        ValueForMoney.Rank(both.Item1, weight, Policy).Select(p => p.Product.Sku).SequenceEqual(ValueForMoney.Rank(both.Item2, weight, Policy).Select(p => p.Product.Sku)));

    [Fact]
    public void Whoever_weighs_how_is_advised_the_first_of_all() => Gen.Select(AnyCategory, Gen.Double[0, 1], Gen.Int[1, 4]).Sample((category, weight, most) =>
    {
        var compared = ComparedCategory.Of(category, Policy with { MostProducts = most });
        return new[] { 0, weight, 1 }.All(w => compared.Advise(w).Select(p => p.Product.Sku).SequenceEqual(compared.Rank(w).Take(most).Select(p => p.Product.Sku)));
    });

    [Fact]
    public void Both_numbers_and_the_value_lie_between_nothing_and_one() => Gen.Select(AnyCategory, Gen.Double[0, 1]).Sample((category, weight) =>
        ValueForMoney.Advise(category, weight, Policy) is { Count: <= 3 } advised
        && advised.All(p => p is { Quality: >= 0 and <= 1 + Exactly, PriceRank: >= 0 and <= 1, Value: >= 0 and <= 1 + Exactly }));

    /// <summary>One product alone, no answers, no weight of the mean: whatever a merchant may set.</summary>
    [Fact]
    public void Whatever_the_policy_allows_the_numbers_are_numbers() => Gen.Select(AnyCategory, Gen.Int[1, 12], Gen.Double[0, 1], Gen.OneOf(Gen.Const(0d), Gen.Double[0, 100])).Sample((category, size, weight, mean) =>
        ValueForMoney.Rank([.. category.Take(size)], weight, Policy with { LeastProducts = 1, MeanWeighsAnswers = mean })
            .All(p => p is { Quality: >= 0 and <= 1 + Exactly, PriceRank: >= 0 and <= 1, Value: >= 0 and <= 1 + Exactly }));

    [Fact]
    public void The_only_one_is_the_cheapest_and_of_unknown_quality_until_somebody_answers()
    {
        var alone = ValueForMoney.Advise([Product("A", 10, 0, 0)], 0.5, Policy with { LeastProducts = 1, MeanWeighsAnswers = 0 }).Single();

        (alone.Quality, alone.PriceRank, alone.Value).Should().Be((Policy.UnknownQuality, 0, 0.75));
    }

    private static ValuedProduct? Of(OfferedProduct[] category, OfferedProduct product, double weight) =>
        ValueForMoney.Rank([.. category.Select(p => p.Id == product.Id ? product : p)], weight, Policy).FirstOrDefault(p => p.Product.Id == product.Id);

    private static OfferedProduct Product(string sku, decimal price, int answers, double sum) => new(Guid.Empty, sku, sku, price, IsInStock: true, new QualityAnswers(answers, sum));
}
