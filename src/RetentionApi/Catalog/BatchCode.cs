using FluentValidation;

namespace RetentionApi.Catalog;

/// <summary>How a lot of a product is named on the goods. It is a key of what is counted by lot, so it has one limit wherever it is told.</summary>
internal static class BatchCode
{
    public const int Longest = 128;

    public static void IsBatchCode<T>(this IRuleBuilder<T, string> code) => code.Length(1, Longest).WithMessage($"1 to {Longest} characters");

    /// <summary>Of an order's line, which may name none.</summary>
    public static void MayBeBatchCode<T>(this IRuleBuilder<T, string?> code) => code.MaximumLength(Longest).WithMessage($"at most {Longest} characters");
}
