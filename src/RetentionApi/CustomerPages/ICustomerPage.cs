namespace RetentionApi.CustomerPages;

/// <summary>The page behind links of one purpose. Whoever opens it acts as the link's merchant and sees what the link is about.</summary>
internal interface ICustomerPage
{
    /// <summary>Changes nothing: mail scanners open links too.</summary>
    /// <param name="language">In which the page is to be written.</param>
    Task<CustomerPage> ShowAsync(OpenLink link, string language, CancellationToken cancellationToken);

    Task<CustomerPage> SubmitAsync(OpenLink link, string language, IFormCollection form, CancellationToken cancellationToken);
}
