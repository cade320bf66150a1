using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>The range of a number of the policy; every number has one.</summary>
/// <param name="least">Allowed.</param>
/// <param name="most">Allowed.</param>
[AttributeUsage(AttributeTargets.Property)]
public abstract class BoundsAttribute(double least, double most) : Attribute
{
    public double Least { get; } = least;

    public double Most { get; } = most;

    /// <summary>Looked up when it is used, and nothing that is derived of customers rests on it: with another one nobody is derived anew.</summary>
    public bool IsReadAtUse { get; init; }

    /// <summary>What the caller reads where it is outside.</summary>
    public abstract string Words { get; }

    /// <summary>Whether a value of the property is within.</summary>
    public bool Allows(object value) => Number(value) is var number && number >= Least && number <= Most;

    /// <summary>The value in the unit of the bounds.</summary>
    protected abstract double Number(object value);
}

/// <summary>For whole numbers and fractions.</summary>
public sealed class BetweenAttribute(double least, double most) : BoundsAttribute(least, most)
{
    public override string Words => FormattableString.Invariant($"must be {Least} to {Most}");

    protected override double Number(object value) => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>For a yes or no, which is never out of range.</summary>
public sealed class SwitchAttribute() : BoundsAttribute(0, 1)
{
    public override string Words => "must be true or false";

    protected override double Number(object value) => (bool)value ? 1 : 0;
}

/// <summary>For a duration, in days of 24 hours.</summary>
public sealed class DaysAttribute(double least, double most) : BoundsAttribute(least, most)
{
    public override string Words => FormattableString.Invariant($"must be {Least} to {Most} days");

    protected override double Number(object value) => ((Duration)value).TotalDays;
}

/// <summary>For a duration, in hours.</summary>
public sealed class HoursAttribute(double least, double most) : BoundsAttribute(least, most)
{
    public override string Words => FormattableString.Invariant($"must be {Least} to {Most} hours");

    protected override double Number(object value) => ((Duration)value).TotalHours;
}
