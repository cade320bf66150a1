namespace RetentionApi.Domain.Batches;

/// <summary>What customers have said of one product or of one batch of it, counted.</summary>
/// <param name="Sound">Lines that were rated well.</param>
/// <param name="Defects">Lines that were rated badly or came back for a fault.</param>
/// <param name="Affected">Different customers who had a defect.</param>
public sealed record BatchCount(int Sound, int Defects, int Affected);
