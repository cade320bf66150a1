using NodaTime;

namespace RetentionApi.Demo;

/// <summary>How well the merchant does what is owed.</summary>
/// <param name="AnswersInTime">Share of enquiries answered within three hours.</param>
/// <param name="AnswersLate">Share answered one to three days later; the rest never is.</param>
/// <param name="AsksAfterQuality">Share of delivered orders after which the merchant asks how the goods are.</param>
public sealed record Diligence(double AnswersInTime = 0.8, double AnswersLate = 0.12, double AsksAfterQuality = 0.7);

/// <summary>A shop for Chinese tea and kettles, made up: the same seed tells the same story, and the <see cref="Truth"/> behind it is known.
/// Customers buy at gamma-distributed rates and leave after an order with a probability of their own (BG/NBD: Fader, Hardie and Lee 2005),
/// sooner where they were let down.</summary>
public sealed class DemoShop
{
    /// <summary>Above 1: more customers come early than late.</summary>
    private const double Growth = 1.3;

    private const int DaysPerBatch = 60;

    private DemoShop(long seed, int customers, Instant from, Instant until, Diligence diligence)
    {
        (Seed, Customers, From, Until, Diligence) = (seed, customers, ToSecond(from), ToSecond(until), diligence);
        BadBatch = BatchOf(Catalogue.Teapot, From + (Until - From) * 0.5);
        Truth = new Truth(this);
    }

    public static IReadOnlyList<DemoProduct> Products => Catalogue.Products;

    public int Customers { get; }

    public Instant From { get; }

    public Instant Until { get; }

    public Truth Truth { get; }

    internal long Seed { get; }

    internal Diligence Diligence { get; }

    internal string BadBatch { get; }

    /// <param name="customers">How many people get in touch between the two, guests and visitors among them.</param>
    /// <param name="diligence">Absent: a merchant who means well.</param>
    public static DemoShop Simulate(long seed, int customers, Instant from, Instant until, Diligence? diligence = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(customers);
        if (from >= until) throw new ArgumentException("It ends before it begins.", nameof(until));
        return new DemoShop(seed, customers, from, until, diligence ?? new Diligence());
    }

    /// <summary>Everything that happened, in order of time, as often as it is asked for. It streams: what is kept is 24 bytes for each customer who will
    /// order again and each order that has something ahead; the rest is thrown again when its time comes.</summary>
    public IEnumerable<DemoFact> Facts()
    {
        foreach (var product in Catalogue.Products) yield return new ProductListed(From, product);
        var ahead = new PriorityQueue<long, Turn>();
        var arriving = 1;
        while (true)
        {
            for (; arriving <= Customers && (!ahead.TryPeek(out _, out var next) || ContactAt(arriving).ToUnixTimeSeconds() <= next.At); arriving++)
            {
                var (order, at) = new Life(this, arriving).Begin();
                Add(ahead, new Turn(at.ToUnixTimeSeconds(), arriving, order, 0), at);
            }

            if (!ahead.TryDequeue(out var beganAt, out var turn)) yield break;
            var episode = new Life(this, turn.Customer).Live(turn.Order, Instant.FromUnixTimeSeconds(beganAt));
            yield return episode.Facts[turn.Step];
            if (turn.Step + 1 < episode.Facts.Count)
                Add(ahead, turn with { At = episode.Facts[turn.Step + 1].At.ToUnixTimeSeconds(), Step = (ushort)(turn.Step + 1) }, Instant.FromUnixTimeSeconds(beganAt));
            if (turn.Step == 0 && episode.NextOrderAt is { } nextAt)
                Add(ahead, new Turn(nextAt.ToUnixTimeSeconds(), turn.Customer, (ushort)(turn.Order + 1), 0), nextAt);
        }
    }

    internal Instant ContactAt(int customer)
    {
        var share = (customer - 1 + new Dice(Seed, Chapter.Contact, customer).Share()) / Customers;
        return ToSecond(From + (Until - From) * Math.Pow(share, Growth));
    }

    internal static string BatchOf(DemoProduct product, Instant soldAt) =>
        FormattableString.Invariant($"{product.Sku}-{(int)(soldAt - NodaConstants.UnixEpoch).TotalDays / DaysPerBatch}");

    private void Add(PriorityQueue<long, Turn> ahead, Turn turn, Instant beganAt)
    {
        if (turn.At < Until.ToUnixTimeSeconds()) ahead.Enqueue(beganAt.ToUnixTimeSeconds(), turn);
    }

    private static Instant ToSecond(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    /// <summary>Whose fact comes when; no two are equal, so the order never depends on the queue.</summary>
    private readonly record struct Turn(long At, int Customer, ushort Order, ushort Step) : IComparable<Turn>
    {
        public int CompareTo(Turn other) => (At, Customer, Order, Step).CompareTo((other.At, other.Customer, other.Order, other.Step));
    }
}
